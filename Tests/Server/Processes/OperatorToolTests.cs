using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Ecs.Tests.House;
using Ecs.Tests.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>
/// The remote console and the query port, asked by what others wrote: the npm package @fabricio-191/valve-server-query 4.1.9 (RCON and A2S) and
/// quakestat of qstat (A2S, Debian's 2.17).
/// </summary>
[Collection(ProcessLane.Name)]
public sealed class OperatorToolTests
{
    private const string Package = "@fabricio-191/valve-server-query@4.1.9";
    private const string Password = "open-sesame-18";

    private static readonly KeyValuePair<string, string>[] WithPassword = [new("ECS_Rcon__Password", Password)];

    [ComponentFact("node", "npm")]
    public void A_package_for_such_servers_speaks_to_both_ports()
    {
        using var server = ServerChild.Start(WithPassword, "--rcon", "0", "--query", "0", "--bots", "3", "--name", "Friends & Co", "--max-players", "12").Ready();
        var folder = Directory.CreateTempSubdirectory("ecs-tools-");
        try
        {
            ForeignClient.InstallNodePackage(folder.FullName, Package);
            File.Copy(Path.Combine(Repository.Root, "Tests", "Server", "Rcon", "Clients", "tools.js"), Path.Combine(folder.FullName, "tools.js"));

            var (code, output, errors) = OtherProgram.Run(
                new ProcessStartInfo("node", ["tools.js", server.ReadyWord("rcon="), server.ReadyWord("query="), Password]) { WorkingDirectory = folder.FullName });

            Assert.True(code == 0, errors);
            using var told = JsonDocument.Parse(output);
            var root = told.RootElement;
            Assert.StartsWith("* arena (arena, map ", root.GetProperty("rooms").GetString(), StringComparison.Ordinal);
            Assert.Contains("Ends a player's connection", root.GetProperty("help").GetString(), StringComparison.Ordinal);
            Assert.Equal("RCON: wrong password", root.GetProperty("wrong").GetString());
            var info = root.GetProperty("info");
            Assert.Equal(("Friends & Co", "arena"), (info.GetProperty("name").GetString(), info.GetProperty("game").GetString()));
            Assert.Equal((3, 12, 3), (Number(info, "online"), Number(info, "max"), Number(info, "bots")));
            Assert.Equal(server.Port, info.GetProperty("port").GetInt32());
            Assert.Equal(3, root.GetProperty("players").EnumerateArray().Count());
            Assert.Equal("60", root.GetProperty("rules").GetProperty("tick_rate").ToString());
        }
        finally
        {
            ForeignClient.Remove(folder);
        }

        Assert.Contains(server.Errors, static line => line.Contains("RCON 127.0.0.1 orders: rooms", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Errors.Concat(server.Output), static line => line.Contains(Password, StringComparison.Ordinal));
    }

    [ComponentFact("quakestat")]
    public void Quakestat_lists_the_server_its_players_and_its_rules()
    {
        using var server = ServerChild.Start("--query", "0", "--bots", "4", "--name", "Friends & Co").Ready();

        var (code, output, errors) = OtherProgram.Run(new ProcessStartInfo("quakestat", ["-a2s", $"127.0.0.1:{server.ReadyWord("query=")}", "-P", "-R", "-xml", "-utf8", "-interval", "5", "-retry", "8"]));

        Assert.True(code == 0, errors);
        var told = XDocument.Parse(output).Root!.Element("server")!;
        Assert.Equal("UP", told.Attribute("status")?.Value);
        Assert.Equal("Friends & Co", told.Element("name")?.Value);
        Assert.Equal("4", told.Element("numplayers")?.Value);
        Assert.Equal(4, told.Element("players")!.Elements("player").Count());
        Assert.Contains(told.Element("rules")!.Elements("rule"), static rule => rule.Attribute("name")?.Value == "tick_rate" && rule.Value == "60");
    }

    [Fact]
    public void A_remote_console_without_a_password_ends_the_start_with_78()
    {
        using var server = ServerChild.Start("--rcon", "0");

        Assert.Equal(78, server.WaitForExit());
        Assert.Equal(["Rcon:Port (--rcon): needs a password: Rcon:Password (--rcon-password)"], server.Errors);
    }

    [Fact]
    public void Without_a_word_about_them_nothing_of_the_two_is_there()
    {
        using var server = ServerChild.Start(WithPassword).Ready();

        Assert.DoesNotContain("rcon=", server.Output[0], StringComparison.Ordinal);
        Assert.DoesNotContain("query=", server.Output[0], StringComparison.Ordinal);
    }

    private static int Number(JsonElement info, string name) => info.GetProperty("players").GetProperty(name).GetInt32();
}
