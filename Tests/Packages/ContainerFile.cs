using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Packages;

/// <summary>What deploy/Dockerfile says, and its user and health steps without a container: the same user, environment and commands in an empty folder.</summary>
internal sealed class ContainerFile
{
    /// <summary>Where the image has the published folder.</summary>
    public const string Program = "/srv/ecs";

    private const int Terminate = 15;

    private readonly string[] _lines;

    private ContainerFile(string[] lines) => _lines = lines;

    /// <summary>Arguments of the SDK that publish the server.</summary>
    public string[] Publish => Words("RUN", "dotnet publish ")["dotnet ".Length..].Split(' ');

    private string User => Words("USER").Split(':')[0];

    private string[] Entry => JsonSerializer.Deserialize<string[]>(Words("ENTRYPOINT"))!;

    private string[] Health => JsonSerializer.Deserialize<string[]>(Words("HEALTHCHECK")[(Words("HEALTHCHECK").IndexOf("CMD", StringComparison.Ordinal) + 3)..])!;

    private IEnumerable<string[]> Variables => Words("ENV", "ECS_Bind").Split(' ').Select(static pair => pair.Split('=', 2));

    public static ContainerFile Read(string path) => new(File.ReadAllLines(path));

    /// <summary>Starts the server as the image would, asks its health command, and ends it with the signal that ends containers.</summary>
    /// <param name="folder">An empty one is made there for what the server writes.</param>
    /// <param name="server">The published folder.</param>
    public void RunIn(string folder, string server)
    {
        Assert.Equal("SIGTERM", Words("STOPSIGNAL"));
        Assert.True(int.Parse(User, CultureInfo.InvariantCulture) > 0, "the user is root");
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        if (Environment.IsPrivilegedProcess)
            Assert.Equal(0, OtherProgram.Run(new ProcessStartInfo("chown", [User, data])).ExitCode);

        var admin = FreeAddress();
        using var process = Process.Start(AsUser(data, server, [.. Entry, "--port", "0", "--web", "127.0.0.1:0", "--bots", "2", "--doors", "argentum:0", "--admin", admin], redirects: true))!;
        try
        {
            Assert.StartsWith("ready ", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
            Assert.Equal(0, OtherProgram.Run(AskHealth()).ExitCode);
            if (Environment.IsPrivilegedProcess)
                Assert.Contains($"Uid:\t{User}\t", File.ReadAllText($"/proc/{process.Id}/status"), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(data, "ecs.db")));

            var began = Stopwatch.GetTimestamp();
            Assert.Equal(0, Kill(process.Id, Terminate));
            Assert.True(process.WaitForExit(Patience.Limit));
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal(1, OtherProgram.Run(AskHealth()).ExitCode);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }

        ProcessStartInfo AskHealth() => AsUser(data, server, [.. Health, "--url", $"http://{admin}/healthz/live"]);
    }

    private ProcessStartInfo AsUser(string folder, string server, string[] command, bool redirects = false)
    {
        command[0] = command[0].Replace(Program, server, StringComparison.Ordinal);
        var whole = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", User, "--regid", User, "--clear-groups", .. command] : command;
        var start = new ProcessStartInfo(whole[0], whole[1..]) { WorkingDirectory = folder, RedirectStandardOutput = redirects };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        foreach (var pair in Variables)
            start.Environment[pair[0]] = pair[1];
        return start;
    }

    private string Words(string instruction, string first = "")
    {
        var line = _lines.Single(line => line.StartsWith($"{instruction} {first}", StringComparison.Ordinal));
        return line[(instruction.Length + 1)..];
    }

    private static string FreeAddress()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint!.ToString()!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
