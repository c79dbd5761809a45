using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>The server under a service manager: what it tells it, and the unit that we ship.</summary>
[Collection(ProcessLane.Name)]
public sealed class ServiceTests : IDisposable
{
    private const string Program = "/srv/ecs/Ecs.Server";

    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-service-").FullName;

    [Fact]
    public void The_manager_hears_when_players_can_come_that_ticks_run_and_that_it_ends()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(_folder, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds;
        manager.Bind(new UnixDomainSocketEndPoint(path));

        using var server = ServerChild.Start([new("NOTIFY_SOCKET", path), new("WATCHDOG_USEC", "200000")], "--bots", "1");
        Assert.Equal("READY=1", Hear(manager));
        Assert.Equal(["WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"], [Hear(manager), Hear(manager), Hear(manager)]);
        server.Ready();
        server.Signal(ServerChild.Terminate);
        var last = Hear(manager);
        while (last == "WATCHDOG=1")
            last = Hear(manager);

        Assert.Equal("STOPPING=1", last);
        Assert.Equal(0, server.WaitForExit());
    }

    [Theory]
    [InlineData("/nowhere/at/all")]
    [InlineData("@ecs-nobody-listens")]
    [InlineData("vsock:2:1")]
    public void A_manager_who_does_not_listen_changes_nothing(string socket)
    {
        using var server = ServerChild.Start([new("NOTIFY_SOCKET", socket), new("WATCHDOG_USEC", "100000")], "--duration", "1").Ready();

        Assert.Equal(0, server.WaitForExit());
        Assert.DoesNotContain(server.Errors, static line => line.Contains("fail", StringComparison.Ordinal));
    }

    [ComponentFact("systemd-analyze")]
    public void The_unit_is_one_that_systemd_understands()
    {
        // It asks whether the program is there, too.
        var unit = Path.Combine(_folder, "ecs.service");
        File.WriteAllText(unit, UnitText().Replace(Program, "/bin/true", StringComparison.Ordinal));

        var (code, output, errors) = OtherProgram.Run(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", unit]));

        Assert.True(code == 0, output + errors);
        Assert.DoesNotContain("ecs.service:", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_unit_runs_are_commands_of_the_server()
    {
        var commands = UnitText().Split('\n').Where(static line => line.StartsWith("ExecStart", StringComparison.Ordinal)).Select(static line => line.Split('=', 2)[1]).ToArray();
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{ "Port": 0, "DurationSeconds": 1 }""");

        Assert.Equal(2, commands.Length);
        foreach (var command in commands)
        {
            var arguments = command.Replace("/etc/ecs", _folder, StringComparison.Ordinal).Split(' ');
            Assert.Equal(Program, arguments[0]);
            using var server = ServerChild.Start(arguments[1..]);
            Assert.Equal(0, server.WaitForExit());
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string UnitText() => File.ReadAllText(Path.Combine(Repository.Root, "deploy", "ecs.service"));

    private static string Hear(Socket manager)
    {
        var text = new byte[256];
        return Encoding.ASCII.GetString(text, 0, manager.Receive(text));
    }
}
