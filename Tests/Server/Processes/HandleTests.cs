using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ecs.Client;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>A server that may have few files open (<c>ulimit -n</c>).</summary>
[Collection(ProcessLane.Name)]
public sealed partial class HandleTests
{
    private static readonly string? Reason = OperatingSystem.IsLinux() ? null : "only Linux tells how many files are open";

    private const string AllDoors = "arena:0,plaza:0,waves:0,argentum:0,survival:0";

    [ShellFact]
    public void Crowds_over_the_limit_are_refused_and_counted_and_the_server_plays_on()
    {
        using var server = ServerChild.StartWithFiles(256, "--doors", AllDoors, "--store", "memory", "--max-connections-per-address", "1000").Ready();
        var told = FewHandles().Match(server.WaitForError("open files"));
        Assert.True(told.Success);
        var left = int.Parse(told.Groups["left"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(left, 1, 200);

        var crowd = new List<Socket>();
        foreach (var door in (string[])["arena", "plaza", "argentum", "survival"])
        {
            for (var number = 0; number < 100; number++)
                crowd.Add(Connect(PortOf(server, door)));
        }

        // Those that were refused hear it; the others wait for somebody to say something.
        SpinWait.SpinUntil(() => crowd.Count(IsEnded) >= crowd.Count - left, TimeSpan.FromSeconds(30));
        Assert.InRange(crowd.Count(static client => !IsEnded(client)), left - 16, left);
        using var player = server.Connect("ana");
        server.Turn(player, () => player.IsInRoom);
        server.Type("status");
        server.WaitForOutput("no-handle");
        crowd.ForEach(static client => client.Dispose());

        server.Signal(ServerChild.Terminate);
        server.Turn(player, () => player.State == ClientState.Ended);
        Assert.Equal(0, server.WaitForExit());
    }

    /// <summary>The first log-in needs cryptography, the store and more; none of it is loaded then.</summary>
    [ShellFact]
    public void With_hardly_any_files_the_first_log_in_works()
    {
        using var server = ServerChild.StartWithFiles(
            LeastThatStarts(), "--doors", "argentum:0", "--store", "memory", "--bots", "1").Ready();
        using var client = Connect(PortOf(server, "argentum"));
        client.ReceiveTimeout = 30_000;
        client.Send([1]);
        Assert.Equal(67, FirstByte(client));
        client.Send(ClientBytes.Create("Pepe1", "secreto1"));

        Assert.Equal(0, FirstByte(client)); // the welcome
        using var player = server.Connect("bob");
        server.Turn(player, () => player.IsInRoom);
        server.Signal(ServerChild.Terminate);
        server.Turn(player, () => player.State == ClientState.Ended);
        Assert.Equal(0, server.WaitForExit());
    }

    /// <summary>Too few for the options, for the doors, and for a client.</summary>
    [ShellTheory]
    [InlineData(80)]
    [InlineData(110)]
    [InlineData(150)]
    public void Without_a_handle_for_anybody_the_start_ends_with_69_and_one_line(int limit)
    {
        using var server = ServerChild.StartWithFiles(limit, "--doors", AllDoors, "--store", "memory");

        Assert.Equal(69, server.WaitForExit());
        Assert.Equal([$"the limit of {limit} open files (ulimit -n) leaves none for a client"], server.Errors);
        Assert.Empty(server.Output);
    }

    /// <summary>Found out by asking: what the runtime itself takes differs from one version to the next.</summary>
    private static int LeastThatStarts()
    {
        for (var limit = 120; ; limit += 10)
        {
            using var server = ServerChild.StartWithFiles(limit, "--doors", "argentum:0", "--store", "memory", "--bots", "1", "--duration", "1");
            var code = server.WaitForExit();
            if (code == 0)
                return limit;
            Assert.Equal((69, true), (code, limit < 400));
        }
    }

    private static int FirstByte(Socket client)
    {
        var bytes = new byte[64];
        return client.Receive(bytes) == 0 ? -1 : bytes[0];
    }

    private static bool IsEnded(Socket client)
    {
        try
        {
            return client.Poll(0, SelectMode.SelectRead) && client.Receive(new byte[1], SocketFlags.Peek) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static Socket Connect(int port)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.Connect(IPAddress.Loopback, port);
        return client;
    }

    private static int PortOf(ServerChild server, string door) =>
        int.Parse(Regex.Match(server.Output[0], $@"[=,]{door}:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"limit of 256 open files \(ulimit -n\) leaves (?<left>\d+) of the \d+ connections that the doors may take")]
    private static partial Regex FewHandles();

    private sealed class ShellFactAttribute : FactAttribute
    {
        public ShellFactAttribute() => Skip = Reason;
    }

    private sealed class ShellTheoryAttribute : TheoryAttribute
    {
        public ShellTheoryAttribute() => Skip = Reason;
    }
}
