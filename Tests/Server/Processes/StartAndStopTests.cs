using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

[Collection(ProcessLane.Name)]
public sealed class StartAndStopTests
{
    [Fact]
    public void Standard_output_is_the_ready_line_and_the_stopped_line_and_the_exit_code_is_zero()
    {
        using var server = ServerChild.Start("--bots", "4", "--duration", "1", "--room", "lobby=arena", "--bots", "lobby=2", "--seed", "7");

        Assert.Equal(0, server.WaitForExit());

        Assert.Equal(2, server.Output.Count);
        Assert.Matches(@"^ready udp=\d+ mode=arena tick-rate=60 rooms=arena,lobby bots=6 seed=7$", server.Output[0]);
        Assert.Matches(@"^stopped ticks=\d+ skipped=\d+ reason=duration seconds=\d+\.\d+$", server.Output[1]);
        int[] figures = [.. server.Output[1].Split(' ').Skip(1).Take(2).Select(static pair => int.Parse(pair.Split('=')[1]))];
        Assert.True(figures[0] + figures[1] >= 60, server.Output[1]);
    }

    [Fact]
    public void Help_explains_every_option_and_starts_nothing()
    {
        using var server = ServerChild.Start("--help");

        Assert.Equal(0, server.WaitForExit());

        var help = string.Join(' ', string.Join(' ', server.Output).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(OptionTable.All.Where(static entry => entry.Flag.Length != 0), entry =>
        {
            Assert.Contains(entry.Flag + " ", help, StringComparison.Ordinal);
            Assert.Contains(entry.Help, help, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("ready", help, StringComparison.Ordinal);
        Assert.Empty(server.Errors);
    }

    [Theory]
    [InlineData(ServerChild.Terminate, "SIGTERM")]
    [InlineData(ServerChild.Interrupt, "SIGINT")]
    [InlineData(ServerChild.HangUp, "SIGHUP")]
    public void A_signal_tells_32_players_why_and_ends_with_zero(int signal, string name)
    {
        using var server = ServerChild.Start().Ready();
        GameClient[] clients = [.. Enumerable.Range(0, 32).Select(number => server.Connect($"player-{number}"))];
        server.Turn(clients, () => Array.TrueForAll(clients, static client => client.IsInRoom));

        server.Signal(signal);
        server.Turn(clients, () => Array.TrueForAll(clients, static client => client.State == ClientState.Ended));

        Assert.Equal(0, server.WaitForExit());
        Assert.All(clients, static client => Assert.Equal(Reason.ServerStopping, client.EndReason));
        Assert.Contains($"reason={name} ", server.Output[^1], StringComparison.Ordinal);
        Array.ForEach(clients, static client => client.Dispose());
    }

    [Fact]
    public void A_second_signal_ends_the_process_at_once()
    {
        using var server = ServerChild.Start().Ready();
        using var client = server.Connect("ana");
        server.Turn(client, () => client.IsInRoom);

        // The client is not turned any more, so the graceful stop would wait for it.
        server.SignalTogether(ServerChild.Interrupt, ServerChild.Terminate);

        Assert.Contains(server.WaitForExit(), new[] { 130, 143 });
        Assert.DoesNotContain(server.Output, static line => line.StartsWith("stopped", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signal_at_any_moment_of_the_start_ends_the_process()
    {
        var rounds = DeepRun.Or("STOP_ROUNDS", 6);
        var random = new Random(35);
        for (var round = 0; round < rounds; round++)
        {
            using var server = ServerChild.Start("--bots", "8");
            Thread.Sleep(random.Next(250));
            server.Signal(ServerChild.Terminate);

            // Before the program's first line the runtime's own answer to the signal holds.
            Assert.Contains(server.WaitForExit(), new[] { 0, 143 });
        }
    }

    [Fact]
    public void A_port_in_use_is_one_line_that_names_it_and_exit_74()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)other.Client.LocalEndPoint!).Port;
        var report = Path.Combine(Path.GetTempPath(), $"report-{Guid.NewGuid():N}");

        using var server = ServerChild.Start("--port", $"{port}", "--report", report);

        Assert.Equal(74, server.WaitForExit());
        Assert.Equal([$"Port (--port): UDP port {port} on 127.0.0.1 is in use"], server.Errors);
        Assert.Empty(server.Output);
        Assert.False(File.Exists(report));
    }

    [Theory]
    [InlineData(78, "Bind (--bind): ", "--bind", "192.0.2.1")]
    [InlineData(78, "Bind (--bind): 2001:db8::1 ", "--bind", "2001:db8::1")]
    [InlineData(78, "Bind (--bind): \"[::1]:9050\" is no IP address", "--bind", "[::1]:9050")]
    [InlineData(78, "Bind (--bind): ff02::1 ", "--bind", "ff02::1")]
    [InlineData(78, "Bind (--bind): 255.255.255.255 ", "--bind", "255.255.255.255")]
    [InlineData(78, "Bind (--bind): 192.0.2.1 is no address of this machine", "--bind", "::ffff:192.0.2.1")]
    [InlineData(78, "Connection:TrustedProxies (--trusted-proxies): ", "--trusted-proxies", "10.0.0.0/33")]
    [InlineData(78, "WavesAddressLimit (--waves-address-limit): ", "--waves-address-limit", "0")]
    [InlineData(78, "SurvivalAddressLimit (--survival-address-limit): ", "--survival-address-limit", "4097")]
    [InlineData(78, "Record (--record): ./twice is the file of Report (--report) too", "--report", "twice", "--record", "./twice")]
    [InlineData(78, "Port (--port): ", "--port", "70000")]
    [InlineData(78, "OperatorToken (--operator-token): ", "--operator-token", "hush")]
    [InlineData(78, "Report (--report): ", "--report", "/nowhere/at/all/report.json")]
    [InlineData(78, "--prot", "--prot=1")]
    [InlineData(66, "Map (--map): there is no map ", "--map", "atlantis")]
    [InlineData(66, "Map (--map): there is no map ", "--map", "./atlantis.tmj")]
    [InlineData(66, "--config: there is no file ", "--config", "atlantis.json")]
    [InlineData(66, "Map (--map): there is no map atlantis.tmx", "--map", "atlantis.tmx")]
    [InlineData(65, "Map (--map): ", "--map", "./appsettings.json")]
    public void What_cannot_work_is_one_line_that_names_it_and_its_exit_code(int code, string line, params string[] arguments)
    {
        using var server = ServerChild.Start(arguments);

        Assert.Equal(code, server.WaitForExit());
        Assert.Contains(line, Assert.Single(server.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", server.Errors[0], StringComparison.Ordinal);
        Assert.Empty(server.Output);
    }

    [Theory]
    [InlineData("walls.json", "")]
    [InlineData("walls.tmj", "\ufeff")]
    public void A_layer_that_was_probably_meant_to_count_is_told_at_the_start(string name, string before)
    {
        const string Layers = """
            { "layers": [ { "type": "objectgroup", "name": "Solids", "objects": [ { "id": 7, "x": 1, "y": 1, "width": 1, "height": 1 } ] },
              { "type": "objectgroup", "name": "areas", "objects": [ { "name": "bounds", "x": 0, "y": 0, "width": 400, "height": 300 } ] },
              { "type": "objectgroup", "name": "spawns", "objects": [ { "x": 5, "y": 5, "properties": [ { "name": "team", "value": 0 } ] } ] } ] }
            """;
        var folder = Directory.CreateTempSubdirectory("maps-").FullName;
        File.WriteAllText(Path.Combine(folder, name), before + Layers);

        using (var server = ServerChild.Start("--map", Path.Combine(folder, name), "--duration", "1"))
        {
            Assert.Equal(0, server.WaitForExit());
            Assert.Contains(
                "Map walls: layer \"Solids\" is passed over with 1 object: did you mean \"solids\"?",
                Assert.Single(server.Errors, static line => line.Contains("Solids", StringComparison.Ordinal)),
                StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("ECS_Mode", "arena\r", "Mode (--mode): \"arena\\r\" has a control character")]
    [InlineData("ECS_Record", "match.rec\r", "Record (--record): \"match.rec\\r\" has a control character")]
    public void A_line_end_in_a_variable_is_told_and_makes_no_file(string name, string value, string line)
    {
        using var server = ServerChild.Start([KeyValuePair.Create(name, value)], "--duration", "1");

        Assert.Equal(78, server.WaitForExit());
        Assert.Equal([line], server.Errors);
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, value)));
    }

    [Fact]
    public void The_environment_counts_and_unknown_keys_are_warned_of()
    {
        var environment = new Dictionary<string, string>
        {
            ["ECS_TickRate"] = "20",
            ["ECS_SnapshotRate"] = "20",
            ["ECS_Prot"] = "1",
            ["ECS_REQUIRE_ALL"] = "1",
        };

        using var server = ServerChild.Start(environment, "--duration", "1");

        Assert.Equal(0, server.WaitForExit());
        Assert.Contains("tick-rate=20", server.Output[0], StringComparison.Ordinal);
        var warning = Assert.Single(server.Errors, static line => line.Contains("nothing knows", StringComparison.Ordinal));
        Assert.Contains("Prot: nothing knows this key", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_can_be_one_JSON_object_per_line()
    {
        using var server = ServerChild.Start("--duration", "1", "--log-format", "json");

        Assert.Equal(0, server.WaitForExit());
        Assert.NotEmpty(server.Errors);
        Assert.All(server.Errors, static line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public void The_report_has_a_line_for_each_second_and_one_for_the_run()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var server = ServerChild.Start("--bots", "8", "--duration", "3", "--report", path);
            Assert.Equal(0, server.WaitForExit());

            var records = ReportFile.Read(path);
            // A machine under load may have no time for one of the seconds.
            Assert.InRange(records.Count, 2, 5);
            var all = records[^1];
            Assert.Equal(ReportRecord.SummaryKind, all.Kind);
            Assert.Equal(8, all.Players);
            Assert.Equal(records.SkipLast(1).Sum(static record => record.TicksRun), all.TicksRun);
            Assert.True(all.CpuMsPerSecond > 0 && all.RssMiB > 1 && all.TickMs.Max > 0);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
