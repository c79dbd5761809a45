using System.Net;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Metrics;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Simulation.Games.Argentum;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>A stream without frames: what comes in pieces, what goes out whole, and what nobody can read.</summary>
public sealed class FramingTests
{
    /// <summary>The original takes one read for one packet and loses the rest.</summary>
    [Fact]
    public void Two_packets_in_one_read_are_both_heard()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Forget().Say(119, 7, 119);
        rig.Run();

        Assert.Equal([88, 22, 88], client.Ids);
    }

    [Fact]
    public void One_packet_in_many_reads_is_heard_when_it_is_whole()
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect();
        foreach (var piece in ClientBytes.Create("Pepe1", "secreto1"))
        {
            Assert.Empty(client.Heard);
            client.Say(piece);
            rig.Run();
        }

        rig.Run(3);
        Assert.Equal(0, client.Heard[0].Id);
        Assert.Equal("Pepe1", client.All(29).First().Text);
    }

    /// <summary>The client parses each read for whole packets; a full map is more than one segment of the network holds.</summary>
    [Fact]
    public void Every_write_holds_whole_packets_and_stays_below_a_segment()
    {
        MapThing[] things = [.. Enumerable.Range(1, 100).Select(x => new MapThing("item", Fixed.FromInt(x), Fixed.FromInt(99), default, default, 1, 1))];
        using var rig = new ArgentumRig(ArgentumScene.Field(things, [.. Enumerable.Range(1, 60).Select(x => ArgentumRig.Wall(x, 1))]));
        rig.Room.SetBots(100);
        rig.Run(3);
        var client = rig.Connect().Say(ClientBytes.Create("Pepe1", "secreto1"));
        rig.Run(30);

        Assert.InRange(client.LongestRead, 1_000, 1_200);
        Assert.InRange(client.All(29).Select(packet => packet.Text).Distinct().Count(), 101, 101);
        Assert.Equal(60, client.All(37).Count());
        Assert.Equal(Enumerable.Range(1, 100), client.All(35).Where(packet => (int)packet.Fields[1] == 99).Select(packet => (int)packet.Fields[0]).Order());
    }

    [Fact]
    public void A_write_waits_until_the_one_before_it_is_out()
    {
        using var rig = new ArgentumRig();
        var stream = new MemoryStreamLink(new IPEndPoint(IPAddress.Loopback, 1));
        var client = new ArgentumGuest(rig.Server.Context, rig.Door, stream);
        client.Send([88]);
        Assert.True(client.Flush());
        client.Send([22, 50, 50]);
        Assert.True(client.Flush());
        Assert.Equal(1, stream.PendingBytes);

        stream.Pump();
        Assert.True(client.Flush());
        Assert.Equal(3, stream.PendingBytes);
    }

    /// <summary>An id of no protocol, the one that clients write in two ways, and an order of a game master that nobody knows.</summary>
    [Theory]
    [InlineData(200, 1)]
    [InlineData(123, 1)]
    [InlineData(130, 1)]
    [InlineData(122, 200)]
    public void What_cannot_be_delimited_costs_the_rest_of_its_read_and_is_told_once(byte id, byte next)
    {
        using var rig = new ArgentumRig();
        var other = rig.Enter("Ana22");
        var client = rig.Enter("Pepe1");
        rig.Forget();
        client.Say(119, id, next, 2, 3, 119);
        rig.Run();
        client.Say(119, id, next, 2, 3, 119);
        rig.Run();
        client.Say(119);
        rig.Run();

        Assert.False(client.Stream.IsClosed);
        Assert.Equal([88, 24, 88, 88], client.Ids);
        Assert.Equal(["Eso no existe en este mundo."], client.Lines);
        Assert.Equal(2, rig.Drops(DropCause.UnknownMessage));
        Assert.Empty(other.Heard);
    }

    [Fact]
    public void A_text_of_impossible_length_is_logged_and_costs_the_rest_of_its_read()
    {
        var log = new KeptLog();
        using var rig = new ArgentumRig(log: log);
        var client = rig.Enter("Pepe1").Forget().Say(3, 0xff, 0x7f, (byte)'x');
        rig.Run();
        client.Say(119);
        rig.Run();

        Assert.False(client.Stream.IsClosed);
        Assert.Equal([24, 88], client.Ids);
        Assert.Equal(["No se entiende ese mensaje."], client.Lines);
        Assert.Equal(1, rig.Drops(DropCause.Malformed));
        var line = Assert.Single(log.Lines, line => line.Contains("unknown message", StringComparison.Ordinal));
        Assert.EndsWith("4 bytes, hex 03FF7F78, possible id 3, text \"...x\"", line, StringComparison.Ordinal);
    }

    /// <summary>Before the welcome nothing may be told, and the way in stays open.</summary>
    [Fact]
    public void Who_says_nonsense_at_the_login_screen_may_still_log_in()
    {
        using var rig = new ArgentumRig();
        var client = rig.Connect().Say(200, 1, 2).Say(3, 0xff, 0xff);
        rig.Run();
        Assert.Empty(client.Heard);
        client.Say(122, 10).Say(ClientBytes.Create("Pepe1", "secreto1"));
        rig.Run(3);

        Assert.Equal(0, client.Heard[0].Id);
    }

    [Fact]
    public void Who_leaves_with_half_a_packet_or_nonsense_behind_is_gone_all_the_same()
    {
        using var rig = new ArgentumRig();
        var half = rig.Enter("Pepe1").Say(122, 11, 2, 0);
        var nonsense = rig.Enter("Ana22").Say(200, 1);
        half.Stream.Close();
        nonsense.Stream.Close();
        rig.Run(3);

        Assert.Equal((0, 0), (rig.Door.SessionCount, rig.Room.PlayerCount));
    }

    [Fact]
    public void Unknown_messages_are_logged_with_size_hex_id_and_printable_text_and_cannot_forge_a_line()
    {
        var log = new KeptLog();
        using var rig = new ArgentumRig(log: log);
        rig.Connect().Say(200, (byte)'h', (byte)'o', (byte)'l', (byte)'a', 10, 13, 27, (byte)'"', 0xff);
        rig.Run(2);

        var line = Assert.Single(log.Lines, line => line.Contains("unknown message", StringComparison.Ordinal));
        Assert.EndsWith("10 bytes, hex C8686F6C610A0D1B22FF, possible id 200, text \".hola.....\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_damaged_log_in_but_its_id_is_logged()
    {
        var log = new KeptLog();
        using var rig = new ArgentumRig(log: log);
        var bytes = ClientBytes.Create("Pepe1", "secreto1");
        bytes[1 + 2 + 5 + 2 + 8 + 3 + 5 + 1] = 0xff; // The length of the e-mail address.
        rig.Connect().Say(bytes);
        rig.Run(2);

        var line = Assert.Single(log.Lines);
        Assert.EndsWith($"{bytes.Length} bytes, hex 02, possible id 2, text \".\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_of_a_client_is_logged_and_refuses_nobody()
    {
        var log = new KeptLog(LogLevel.Information);
        using var rig = new ArgentumRig(log: log);
        var bytes = ClientBytes.Create("Pepe1", "secreto1");
        bytes[1 + 2 + 5 + 2 + 8] = 99;
        var client = rig.Connect().Say(bytes);
        rig.Run(3);

        Assert.Equal(0, client.Heard[0].Id);
        Assert.Single(log.Lines, line => line.EndsWith("has version 99.13.0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_thousand_unknown_messages_are_a_few_lines()
    {
        var log = new KeptLog();
        using var rig = new ArgentumRig(log: log);
        for (var round = 0; round < 1_000; round++)
        {
            rig.Connect().Say(200, 1);
            rig.Run();
        }

        Assert.Equal(1_000, rig.Drops(DropCause.UnknownMessage));
        Assert.InRange(log.Lines.Count, 20, 30); // ten at once, then one a second
    }

    private sealed class KeptLog(LogLevel lowest = LogLevel.Warning) : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= lowest)
                Lines.Add(formatter(state, exception));
        }
    }
}
