using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Rcon;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Rcon;

/// <summary>The remote console over real sockets.</summary>
[Collection(SocketLane.Name)]
public sealed class RconServerTests
{
    private const int Response = 0;
    private const int Command = 2;

    [Fact]
    public void Whoever_gives_the_password_runs_commands_with_an_operators_right()
    {
        using var rig = new RconRig();
        using var client = rig.Connect();

        Assert.True(client.LogIn(RconRig.Password));
        client.TrySend(1, Command, "say good evening");
        client.TrySend(2, Command, "quit");
        client.TrySend(3, Command, "nonsense\u001b[31m");
        var answers = rig.Wait(() => (client.Receive(), client.Receive(), client.Receive()));

        Assert.Equal((1, Response, "Said: good evening"), (answers.Item1!.Value.Id, answers.Item1.Value.Type, answers.Item1.Value.Body));
        Assert.Equal("Only the console may do that.", answers.Item2!.Value.Body);
        Assert.Equal(2, answers.Item2.Value.Id);
        Assert.StartsWith("Invalid command", answers.Item3!.Value.Body, StringComparison.Ordinal);
        string[] audit = [.. rig.Log.Lines.Where(static line => line.Contains(" orders: ", StringComparison.Ordinal))];
        Assert.Equal(3, audit.Length);
        Assert.StartsWith("Information RCON 127.0.0.1 orders: say good evening", audit[0], StringComparison.Ordinal);
        Assert.All(rig.Log.Lines, static line => Assert.DoesNotContain('\u001b', line));
        Assert.All(rig.Log.Lines, static line => Assert.DoesNotContain(RconRig.Password, line, StringComparison.Ordinal));
    }

    [Fact]
    public void With_too_many_waiting_for_the_tick_a_command_is_refused_and_neither_run_nor_in_the_audit()
    {
        using var rig = new RconRig();
        using var client = rig.Connect();
        Assert.True(client.LogIn(RconRig.Password));
        for (var call = 0; call < TickCalls.Limit; call++)
            _ = rig.Calls.TryAskAsync(static () => true, Testing.Patience.Limit);

        client.TrySend(1, Command, "say one too many");

        Assert.Equal((1, Response, "Too many commands wait."), (client.Receive() is { } answer ? (answer.Id, answer.Type, answer.Body) : default));
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.QueueFull));
        client.TrySend(2, Command, "say good evening");
        Assert.Equal("Too many commands wait.", client.Receive()!.Value.Body);
        for (var tick = 0; tick < TickCalls.Limit / TickCalls.PerTick; tick++)
            rig.Calls.Run();
        client.TrySend(3, Command, "say good evening");
        Assert.Equal("Said: good evening", rig.Wait(client.Receive)!.Value.Body);
        Assert.Single(rig.Log.Lines, static line => line.Contains(" orders: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_response_comes_back_behind_the_last_piece_of_an_answer()
    {
        using var rig = new RconRig();
        using var client = rig.Connect();
        client.LogIn(RconRig.Password);

        client.TrySend(1, Command, "help");
        client.TrySend(2, Response, "");
        var pieces = new List<(int Id, int Type, string Body, int Size)>();
        rig.Wait(() =>
        {
            while (pieces.Count == 0 || pieces[^1].Id != 2)
                pieces.Add(client.Receive()!.Value);
            pieces.Add(client.Receive()!.Value);
            return true;
        });

        Assert.All(pieces[..^2], static piece => Assert.Equal(1, piece.Id));
        Assert.StartsWith("damageid", string.Concat(pieces[..^2].Select(static piece => piece.Body)), StringComparison.Ordinal);
        Assert.Equal((2, Response, ""), (pieces[^2].Id, pieces[^2].Type, pieces[^2].Body));
        Assert.Equal((2, "\0\0\0\u0001\0\0\0\0"), (pieces[^1].Id, pieces[^1].Body));
    }

    [Theory]
    [InlineData(Command)]
    [InlineData(Response)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Without_the_password_nothing_is_run_and_the_connection_ends(int type)
    {
        using var rig = new RconRig();
        using var client = rig.Connect();

        client.TrySend(1, type, "say hello");

        Assert.Null(client.Receive());
        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public void Of_ten_thousand_guesses_five_are_looked_at_and_the_address_is_not_heard_for_ten_minutes()
    {
        using var rig = new RconRig();
        var wrong = 0;
        var unheard = 0;
        for (var guess = 0; guess < 10_000; guess++)
        {
            using var client = rig.Connect();
            var verdict = client.LogIn($"guess-{guess}");
            Assert.NotEqual(true, verdict);
            wrong += verdict == false ? 1 : 0;
            unheard += verdict is null ? 1 : 0;
        }

        Assert.Equal((5, 9_995), (wrong, unheard));
        Assert.Equal(5, rig.Looked);
        Assert.Equal(5, rig.Log.Lines.Count(static line => line.Contains("127.0.0.1 gave a wrong password", StringComparison.Ordinal)));
        rig.Now = TimeSpan.FromMinutes(9.9);
        Assert.Null(LogIn(rig));
        rig.Now = TimeSpan.FromMinutes(10.1);
        Assert.True(LogIn(rig));
        Assert.Equal(6, rig.Looked);
    }

    [Fact]
    public void Guesses_of_many_connections_at_once_are_no_more()
    {
        using var rig = new RconRig();

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var client = rig.Connect();
            Assert.NotEqual(true, client.LogIn("wrong-again"));
        });

        Assert.Equal(5, rig.Looked);
    }

    [Fact]
    public void A_right_password_forgives_the_wrong_ones_before_it()
    {
        using var rig = new RconRig();
        for (var round = 0; round < 4; round++)
        {
            for (var guess = 0; guess < 4; guess++)
            {
                using var client = rig.Connect();
                Assert.False(client.LogIn("not-this-one"));
            }

            Assert.True(LogIn(rig));
        }
    }

    [Fact]
    public void Five_connections_of_one_address_are_one_too_many()
    {
        using var rig = new RconRig();
        var clients = Enumerable.Range(0, RconServer.AddressLimit).Select(_ => rig.Connect()).ToArray();
        Assert.All(clients, static client => Assert.True(client.LogIn(RconRig.Password)));

        Assert.Null(LogIn(rig));

        // A place is free as soon as the server has seen one go.
        clients[0].Dispose();
        SpinWait.SpinUntil(() => LogIn(rig) == true, Testing.Patience.Limit);
        foreach (var client in clients)
            client.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Broken_packets_end_their_connection_and_nothing_else(int seed)
    {
        using var rig = new RconRig();
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            using var client = rig.Connect();
            if (round % 2 == 0)
                Assert.True(client.LogIn(RconRig.Password), $"seed {seed}, round {round}");
            var bytes = RconClient.Packet(random.Next(), random.Next(-1, 4), new string('x', random.Next(0, 5000)));
            random.NextBytes(bytes.AsSpan(random.Next(bytes.Length), 1));
            BitConverter.TryWriteBytes(bytes, random.Next(4) switch { 0 => -1, 1 => int.MaxValue, 2 => random.Next(0, 10), _ => random.Next(4097, 1 << 20) });

            client.TrySend(bytes);

            Assert.Null(client.Receive());
        }

        Assert.True(LogIn(rig));
    }

    private static bool? LogIn(RconRig rig)
    {
        using var client = rig.Connect();
        return client.LogIn(RconRig.Password);
    }
}
