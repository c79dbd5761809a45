using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Client;

/// <summary>A client that has asked for its room's map, against a server that says anything.</summary>
public sealed class MapRequestTests : IDisposable
{
    private static readonly int Stories = DeepRun.Or("MAP_STORIES", 3_000);
    private static readonly Map Wanted = TestMaps.Load("survival");
    private static readonly Map Other = TestMaps.Load("bunkers");
    private static readonly Entered Room = new(default, PlayerSlot.None, 60, 2, new(1_000), "main", "survival", "survival", Wanted.Hash, 1);

    private readonly ScriptedTransport _server = new();
    private readonly ManualTime _time = new();
    private GameClient _client = null!;

    public void Dispose() => _client?.Dispose();

    [Fact]
    public void Parts_in_order_are_the_map_and_it_has_the_rooms_name()
    {
        Enter();
        Assert.True(_client.RequestMap());
        Tell(PartsOf(Wanted, 300));
        Assert.Equal((Wanted.Hash, "survival"), (_client.ReceivedMap!.Hash, _client.ReceivedMap.Name));
        Assert.Equal(new RequestMap(Wanted.Hash), _server.Last<RequestMap>());
        Assert.Equal(0, _client.Figures.UselessMapParts);
    }

    [Fact]
    public void Nothing_is_asked_outside_a_room_or_twice()
    {
        _client = new GameClient(_server, new ClientOptions { Role = PlayerRole.Spectator }, _time);
        Assert.False(_client.RequestMap());
        Enter();
        Assert.True(_client.RequestMap());
        Assert.False(_client.RequestMap());
        Tell(PartsOf(Wanted, 979));
        Assert.False(_client.RequestMap());
        Assert.Single(_server.Sent, static id => id == MessageId.RequestMap);
    }

    [Fact]
    public void Parts_that_nobody_asked_for_are_counted()
    {
        Enter();
        var parts = PartsOf(Wanted, 979);
        Tell(parts);
        Assert.Null(_client.ReceivedMap);
        Assert.Equal(parts.Length, _client.Figures.UselessMapParts);

        _client.RequestMap();
        Tell(PartsOf(Other, 979));
        Assert.Null(_client.ReceivedMap);
        Tell(parts);
        Assert.NotNull(_client.ReceivedMap);
        Tell(parts);
        Assert.Equal(Wanted.Hash, _client.ReceivedMap!.Hash);
        Assert.Equal((2 * parts.Length) + PartsOf(Other, 979).Length, _client.Figures.UselessMapParts);
    }

    [Fact]
    public void A_sending_that_begins_anew_replaces_what_had_come()
    {
        Enter();
        _client.RequestMap();
        var narrow = PartsOf(Wanted, 200);
        Tell(narrow[..^1]);
        Tell(PartsOf(Wanted, 600));
        Assert.Equal(Wanted.Hash, _client.ReceivedMap!.Hash);
        Assert.Equal(0, _client.Figures.UselessMapParts);
    }

    [Fact]
    public void A_gap_a_repetition_and_another_count_change_nothing()
    {
        Enter();
        _client.RequestMap();
        var parts = PartsOf(Wanted, 300);
        Tell(parts[0], parts[2], parts[1], parts[1], parts[2] with { Count = 200 });
        Assert.Equal(3, _client.Figures.UselessMapParts);
        Tell(parts[2..]);
        Assert.Equal(Wanted.Hash, _client.ReceivedMap!.Hash);
    }

    [Fact]
    public void A_map_that_is_another_than_its_parts_say_is_not_shown_and_may_be_asked_for_again()
    {
        Enter();
        _client.RequestMap();
        Tell(PartsOf(Other, 500, hash: Wanted.Hash));
        Assert.Null(_client.ReceivedMap);
        Assert.Equal(1, _client.Figures.UselessMapParts);

        Assert.True(_client.RequestMap());
        Tell(PartsOf(Wanted, 500));
        Assert.NotNull(_client.ReceivedMap);
    }

    [Fact]
    public void A_refusal_ends_the_waiting()
    {
        Enter();
        _client.RequestMap();
        _server.Tell(new Refused(MessageId.RequestMap, Reason.MapTooLong, "map too long"));
        _client.Update();
        Tell(PartsOf(Wanted, 979));
        Assert.Null(_client.ReceivedMap);
        Assert.True(_client.RequestMap());
    }

    [Fact]
    public void More_bytes_than_any_map_has_are_not_kept()
    {
        Enter();
        _client.RequestMap();
        var endless = Enumerable.Range(0, Limits.MapParts)
            .Select(static index => new MapPart(Wanted.Hash, (byte)index, Limits.MapParts, new byte[Limits.MapPartBytes])).ToArray();
        Tell(endless);
        Assert.Equal(Limits.MapParts - (Limits.MapBytes / Limits.MapPartBytes), _client.Figures.UselessMapParts);
        Assert.Null(_client.ReceivedMap);
    }

    [Fact]
    public void Whatever_a_server_says_the_map_is_the_rooms_or_none()
    {
        Enter();
        var packets = PartsOf(Wanted, 150).Select(Encode).ToArray();
        var random = new Random(23);
        var (received, useless) = (0, 0L);
        for (var story = 0; story < Stories; story++)
        {
            _client.RequestMap();
            var changed = random.Next(4) == 0 ? -1 : random.Next(packets.Length);
            for (var index = 0; index < packets.Length; index++)
                _server.TellBytes(Lane.Control, index == changed ? Damage(random, packets[index], packets) : packets[index]);

            _client.Update();
            if (_client.ReceivedMap is { } map)
            {
                Assert.Equal(Wanted.Hash, map.Hash);
                received++;
            }

            // Another entering, with the map of another room before.
            Reenter();
        }

        useless = _client.Figures.UselessMapParts;
        Assert.InRange(received, Stories / 5, Stories - 1);
        Assert.True(useless > Stories / 2);
        Assert.NotEqual(ClientState.Ended, _client.State);
    }

    [Fact]
    public void Every_truncation_of_a_part_is_counted_and_the_map_comes_with_the_whole_ones()
    {
        Enter();
        _client.RequestMap();
        foreach (var part in PartsOf(Wanted, 979))
        {
            var packet = Encode(part);
            for (var length = 0; length < packet.Length; length += length < 40 ? 1 : 97)
                _server.TellBytes(Lane.Control, packet[..length]);
            _server.TellBytes(Lane.Stream, packet);
            _server.TellBytes(Lane.Control, packet);
        }

        _client.Update();
        Assert.Equal(Wanted.Hash, _client.ReceivedMap!.Hash);
        Assert.Equal(0, _client.Figures.UselessMapParts);
        Assert.True(_client.Figures.Refused(ReadFault.Malformed) > 30);
        Assert.True(_client.Figures.Refused(ReadFault.WrongLane) > 0);
    }

    private static MapPart[] PartsOf(Map map, int bytes, ulong? hash = null)
    {
        var count = (map.Packed.Length + bytes - 1) / bytes;
        return [.. Enumerable.Range(0, count).Select(index =>
            new MapPart(hash ?? map.Hash, (byte)index, (byte)count, map.Packed[(index * bytes)..Math.Min((index + 1) * bytes, map.Packed.Length)]))];
    }

    private static byte[] Encode(MapPart part)
    {
        var buffer = new PacketBuffer();
        MessageCodec.Encode(part, buffer);
        return buffer.Span.ToArray();
    }

    private static byte[] Damage(Random random, byte[] packet, byte[][] others)
    {
        var bytes = packet.ToArray();
        switch (random.Next(5))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            case 2:
                return others[random.Next(others.Length)];
            case 3:
                bytes[random.Next(Math.Min(bytes.Length, 20))] = (byte)random.Next(256);
                return bytes;
            default:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
                return bytes;
        }
    }

    private void Enter()
    {
        _client ??= new GameClient(_server, new ClientOptions { Role = PlayerRole.Spectator }, _time);
        _client.Connect();
        _server.Accept();
        _server.Tell(new AuthSuccess(7, PlayerRole.Spectator, "ana", "test", new(9), false));
        _server.Tell(Room);
        _client.Update();
        Assert.Equal(ClientState.Spectating, _client.State);
    }

    /// <summary>The connection is lost and the session goes on, once in another room and then in the same one.</summary>
    private void Reenter()
    {
        foreach (var room in (Entered[])[Room with { MapHash = 1 }, Room])
        {
            _server.Drop(Reason.Reconnect, []);
            _client.Update();
            for (var waited = 0; waited < 40; waited++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                _client.Update();
            }

            _server.Accept();
            _server.Tell(new AuthSuccess(7, PlayerRole.Spectator, "ana", "test", new(9), true));
            _server.Tell(room);
            _client.Update();
            Assert.Equal(ClientState.Spectating, _client.State);
            Assert.Null(_client.ReceivedMap is { } map && map.Hash != room.MapHash ? map : null);
        }
    }

    private void Tell(params MapPart[] parts)
    {
        foreach (var part in parts)
            _server.Tell(part);

        _client.Update();
    }
}
