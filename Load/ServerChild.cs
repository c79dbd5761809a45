using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Ecs.Server.Base;

namespace Ecs.Load;

/// <summary>A dedicated server as a child process on a free port of the loopback; ended as an operator would, by SIGTERM.</summary>
public sealed partial class ServerChild : IDisposable
{
    private const int ReadyMilliseconds = 20_000;
    private const int StopMilliseconds = 10_000;
    private const int Terminate = 15;

    private readonly Process _process;

    private ServerChild(Process process, IPEndPoint address, string readyLine)
    {
        _process = process;
        ReadyLine = readyLine;
        ReadyAt = Stopwatch.GetElapsedTime(0);
        Address = address;
    }

    public IPEndPoint Address { get; }

    public string ReadyLine { get; }

    /// <summary>When the ready line came, on the clock of <see cref="Stopwatch"/>: the report counts its seconds from there.</summary>
    public TimeSpan ReadyAt { get; }

    /// <summary>The <c>stopped</c> line, once it has stopped.</summary>
    public string StoppedLine { get; private set; } = "";

    /// <summary>The server that lies beside this program.</summary>
    /// <exception cref="InvalidOperationException">It did not get ready; the message has what it said.</exception>
    public static ServerChild Start(params IReadOnlyList<string> arguments) => StartProgram("Ecs.Server.dll", arguments);

    /// <summary>A program that hosts a server and prints its lines.</summary>
    /// <param name="program">A file; a name alone is one beside this program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <exception cref="InvalidOperationException">It did not get ready; the message has what it said.</exception>
    public static ServerChild StartProgram(string program, IReadOnlyList<string> arguments)
    {
        TryStartProgram(program, arguments, out var child, out var fault);
        return child ?? throw new InvalidOperationException(fault);
    }

    /// <summary>The same, with what is to be done about a server that does not get ready: null with one line, and an exit code, its own when it has one.</summary>
    public static int TryStartProgram(string program, IReadOnlyList<string> arguments, out ServerChild? child, out string fault)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(arguments);
        child = null;
        var file = Path.Combine(AppContext.BaseDirectory, program);
        if (!File.Exists(file))
        {
            fault = $"the server did not start: there is no {file}";
            return ExitCode.NoSuchFile;
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(file);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // Several servers at once would want the one port of the page. Whoever wants the page says so.
        start.Environment.TryAdd("ECS_Web__Address", "off");
        var process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        var reading = Task.Run(process.StandardOutput.ReadLine);
        var line = reading.Wait(ReadyMilliseconds) ? reading.Result : null;
        if (line is null || !line.StartsWith("ready ", StringComparison.Ordinal))
            return Refuse(process, line, out fault);

        var port = line.Split(' ').Single(part => part.StartsWith("udp=", StringComparison.Ordinal))[4..];
        child = new ServerChild(process, new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)), line);
        fault = "";
        return ExitCode.Ok;
    }

    /// <summary>Ends it gracefully, and gives its exit code.</summary>
    public int Stop()
    {
        if (!_process.HasExited && Kill(_process.Id, Terminate) != 0)
            _process.Kill();

        while (_process.StandardOutput.ReadLine() is { } line)
            StoppedLine = line.StartsWith("stopped ", StringComparison.Ordinal) ? line : StoppedLine;

        if (!_process.WaitForExit(StopMilliseconds))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }

    /// <summary>One whose output has ended is about to end itself, and has told why on its standard error; any other is ended.</summary>
    private static int Refuse(Process process, string? line, out string fault)
    {
        using (process)
        {
            var hasEnded = line is null && process.WaitForExit(StopMilliseconds);
            if (!hasEnded)
            {
                process.Kill();
                process.WaitForExit();
            }

            var code = hasEnded && process.ExitCode != 0 ? process.ExitCode : ExitCode.Missing;
            fault = hasEnded ? $"the server did not start (exit code {process.ExitCode})"
                : line is null ? $"the server did not get ready within {ReadyMilliseconds / 1000} s"
                : $"the server did not get ready: {line}";
            return code;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
