using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Ecs.Client;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Processes;

/// <summary>
/// The built server as a child process, its streams collected. Every wait is bounded, and a child that is still there at the end
/// is ended by its own id.
/// </summary>
internal sealed class ServerChild : IDisposable
{
    public const int HangUp = 1;
    public const int Interrupt = 2;
    public const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly Process _process;
    private readonly Lines _output = new();
    private readonly Lines _errors = new();

    private ServerChild(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Output => _output.All;

    public IReadOnlyList<string> Errors => _errors.All;

    /// <summary>The port of the ready line.</summary>
    public int Port { get; private set; }

    /// <summary>The page's address in the ready line, once that is there.</summary>
    public Uri Page => new(ReadyWord("web="));

    /// <summary>Starts on loopback, any free port unless the arguments say otherwise.</summary>
    public static ServerChild Start(params string[] arguments) => Start([], arguments);

    public static ServerChild Start(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments) =>
        Start("Ecs.Server.dll", AppContext.BaseDirectory, environment, arguments);

    /// <summary>As somebody starts it who says nothing of the page.</summary>
    public static ServerChild StartWithUsualPage() => StartByShell("unset ECS_Web__Address && exec \"$@\"", "Ecs.Server.dll");

    /// <summary>With so many open files at most, as <c>ulimit -n</c> sets it in a shell.</summary>
    public static ServerChild StartWithFiles(int limit, params string[] arguments) =>
        StartByShell($"ulimit -n {limit} && exec \"$@\"", "Ecs.Server.dll", arguments);

    /// <summary>The debug window instead, which hosts a server unless it is to connect to one or to replay; it saves pictures in a folder.</summary>
    public static ServerChild StartWindow(string folder, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments) =>
        Start("Ecs.DebugView.dll", folder, environment, arguments);

    /// <summary>
    /// One of the house's programs as a shell starts it: the words of the shell say how, and <c>exec "$@"</c> in them is the program.
    /// </summary>
    public static ServerChild StartByShell(string words, string program, params string[] arguments) =>
        Start(["sh", "-c", words, "sh", "dotnet"], program, AppContext.BaseDirectory, [], arguments);

    private static ServerChild Start(string program, string folder, IEnumerable<KeyValuePair<string, string>> environment, string[] arguments) =>
        Start(["dotnet"], program, folder, environment, arguments);

    private static ServerChild Start(
        string[] starter, string program, string folder, IEnumerable<KeyValuePair<string, string>> environment, string[] arguments)
    {
        // Whoever runs the tests may have them ignore SIGHUP (nohup) or SIGINT (a script's background), and a child takes that over.
        if (OperatingSystem.IsLinux())
            starter = ["env", "--default-signal=HUP,INT,QUIT,TERM", .. starter];
        var start = new ProcessStartInfo(starter[0], starter[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Programs.FileOf(program));
        var hasPort = arguments is ["replay" or "health" or "--help" or "hash" or "tick" or "load" or "plan", ..] || arguments.Contains("--port") || arguments.Contains("--connect") || arguments.Contains("--replay");
        foreach (var argument in hasPort ? arguments : [.. arguments, "--port", "0"])
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("ECS_", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);

        // Several servers at once would want the one port of the page. Whoever wants the page says so.
        start.Environment["ECS_Web__Address"] = "off";
        foreach ((var name, var value) in environment)
            start.Environment[name] = value;
        return new ServerChild(start);
    }

    /// <summary>Waits for the ready line and takes the port from it.</summary>
    public ServerChild Ready()
    {
        Port = int.Parse(ReadyWord("udp="), CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>Waits for the ready line: what stands in it behind a word.</summary>
    public string ReadyWord(string start) =>
        WaitForOutput("ready ").Split(' ').Single(word => word.StartsWith(start, StringComparison.Ordinal))[start.Length..];

    public string WaitForOutput(string part) => _output.WaitFor(part, Patience.Limit) ?? throw Late($"no \"{part}\" on standard output");

    public string WaitForError(string part) => _errors.WaitFor(part, Patience.Limit) ?? throw Late($"no \"{part}\" on standard error");

    public void Type(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    public void CloseInput() => _process.StandardInput.Close();

    public bool HasEnded => _process.HasExited;

    /// <summary>Names of the files that are part of its memory, its assemblies among them (Linux).</summary>
    public IReadOnlyCollection<string> LoadedFiles =>
        [.. File.ReadLines($"/proc/{_process.Id}/maps").Select(static line => line[(line.LastIndexOf('/') + 1)..]).Distinct()];

    /// <summary>Whether its main thread sleeps in the kernel until a file opens, as it does only for the other side of a pipe (Linux).</summary>
    public bool IsWaitingToOpen
    {
        get
        {
            try
            {
                var state = File.ReadAllText($"/proc/{_process.Id}/stat");
                var call = File.ReadAllText($"/proc/{_process.Id}/syscall").Split(' ')[0];
                return state[state.LastIndexOf(')')..].StartsWith(") S", StringComparison.Ordinal) && call is ("2" or "56" or "257");
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    public void Signal(int number) => Assert.Equal(0, Kill(_process.Id, number));

    /// <summary>Freezes the process, sends both, and lets it go on: it gets them at once.</summary>
    public void SignalTogether(int first, int second)
    {
        Signal(Stop);
        Signal(first);
        Signal(second);
        Signal(Continue);
    }

    public int WaitForExit()
    {
        if (!_process.WaitForExit(Patience.Limit))
            throw Late("the server does not end");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>A player over the real socket; whoever asks for it turns it.</summary>
    public GameClient Connect(string name, string token = "")
    {
        var client = new GameClient(
            new UdpTransport(new IPEndPoint(IPAddress.Loopback, Port)), new ClientOptions { Name = name, Token = token }, TimeProvider.System);
        client.Connect();
        return client;
    }

    /// <summary>Lets the client live until the condition holds.</summary>
    public void Turn(GameClient client, Func<bool> until) => Turn([client], until);

    public void Turn(IReadOnlyList<GameClient> clients, Func<bool> until)
    {
        var started = Stopwatch.GetTimestamp();
        while (!until())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience.Limit)
                throw Late(string.Join(", ", clients.Select(static client => $"{client.Name} is {client.State}, {client.EndReason}")));
            foreach (var client in clients)
                client.Update();
            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // What it has started has its streams too, and nobody would hear their end.
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private TimeoutException Late(string what) =>
        new($"{what}\n--- output\n{string.Join('\n', Output)}\n--- errors\n{string.Join('\n', Errors)}");

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private sealed class Lines
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public void Add(string? line)
        {
            if (line is null)
                return;
            lock (_lines)
            {
                _lines.Add(line);
                Monitor.PulseAll(_lines);
            }
        }

        public string? WaitFor(string part, TimeSpan limit)
        {
            var started = Stopwatch.GetTimestamp();
            lock (_lines)
            {
                for (var at = 0; ; at++)
                {
                    while (at >= _lines.Count)
                    {
                        var left = limit - Stopwatch.GetElapsedTime(started);
                        if (left <= TimeSpan.Zero || !Monitor.Wait(_lines, left))
                            return null;
                    }

                    if (_lines[at].Contains(part, StringComparison.Ordinal))
                        return _lines[at];
                }
            }
        }
    }
}
