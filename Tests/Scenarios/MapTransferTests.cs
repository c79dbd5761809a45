using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;
using Ecs.Simulation.Maps;
using Ecs.Tests.Simulation.Maps;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Scenarios;

/// <summary>Somebody without the map of the room asks for it: when it comes, how fast, and what nobody gets.</summary>
public sealed class MapTransferTests
{
    private const int OuterHeads = 28 + Limits.ControlHeadBytes;
    private const int BytesPerSecond = 16 * 1024;

    [Theory]
    [InlineData(1, 0.0, 0, 0)]
    [InlineData(2, 0.02, 50, 20)]
    [InlineData(3, 0.2, 120, 200)]
    [InlineData(4, 0.5, 30, 400)]
    public void A_client_gets_the_map_of_its_room_over_any_network(int seed, double loss, int delay, int jitter)
    {
        var bad = new LinkConditions
        {
            Loss = loss,
            Duplicate = loss,
            Reorder = loss,
            Delay = TimeSpan.FromMilliseconds(delay),
            Jitter = TimeSpan.FromMilliseconds(jitter),
        };
        using var rig = Rig(seed);
        var ana = rig.Seat("ana", bad, bad);
        Assert.Null(ana.Client.ReceivedMap);
        Assert.True(ana.Client.RequestMap());
        Assert.False(ana.Client.RequestMap());

        rig.RunUntil(() => ana.Client.ReceivedMap is not null, seconds: 30);
        AssertMap(rig, ana.Client);
        Assert.False(ana.Client.RequestMap());
        Assert.Equal(0, ana.Client.Figures.UselessMapParts);
        Assert.Equal(0, rig.Drops(DropCause.Rate));
    }

    [Fact]
    public void A_spectator_gets_it_too_and_so_do_many_at_once()
    {
        using var rig = Rig();
        var players = Enumerable.Range(0, 12).Select(number => rig.Seat($"p{number}")).ToList();
        players.Add(rig.Seat("watcher", with: static options => options with { Role = PlayerRole.Spectator }));
        players.ForEach(static player => Assert.True(player.Client.RequestMap()));

        rig.RunUntil(() => players.TrueForAll(static player => player.Client.ReceivedMap is not null), seconds: 3);
        players.ForEach(player => AssertMap(rig, player.Client));
    }

    [Fact]
    public void It_comes_in_datagrams_of_the_path_a_few_a_tick_and_so_many_bytes_a_second()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var ana = rig.Enter("ana", down: new LinkConditions { Delay = TimeSpan.FromMilliseconds(60) });
        var arrivals = new List<(double Second, int Bytes)>();
        var ofTick = 0;
        ana.Hearing = (id, bytes) =>
        {
            if (id != MessageId.MapPart)
                return;
            ofTick++;
            arrivals.Add((rig.Server.Clock.Now.TotalSeconds, bytes.Length + OuterHeads));
        };
        ana.EachTick = () =>
        {
            Assert.InRange(ofTick, 0, 2);
            ofTick = 0;
        };
        ana.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunUntil(() => ana.Has(MessageId.MapPart) && ana.Get<MapPart>() is var last && last.Index == last.Count - 1, seconds: 10);

        Assert.True(rig.Room.World.Map.Packed.Length > 60_000);
        Assert.All(arrivals, static arrival => Assert.InRange(arrival.Bytes, 1, Limits.LongestPath + 28));
        foreach (var (from, _) in arrivals)
        {
            var bytes = arrivals.Where(arrival => arrival.Second >= from && arrival.Second < from + 1).Sum(static arrival => arrival.Bytes);
            Assert.InRange(bytes, 1, BytesPerSecond + (2 * (Limits.LongestPath + 28)));
        }

        // As fast as it may on a way that lets it.
        Assert.InRange(arrivals.Sum(static arrival => arrival.Bytes) / (arrivals[^1].Second - arrivals[0].Second), BytesPerSecond * 0.9, BytesPerSecond * 1.2);
        AssertWhole(ana, rig.Room.World.Map);
    }

    [Fact]
    public void No_more_is_on_the_way_than_a_few_parts_when_nothing_comes_back()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var ana = rig.Enter("ana");
        ana.Socket.Down.IsHeld = true;
        ana.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunSeconds(5);
        Assert.Equal(0, ana.Count(MessageId.MapPart));

        ana.Socket.Down.IsHeld = false;
        rig.Run(1);
        Assert.InRange(ana.Count(MessageId.MapPart), 4, 8);
        rig.RunUntil(() => ana.Get<MapPart>() is var last && last.Index == last.Count - 1, seconds: 10);
        AssertWhole(ana, rig.Room.World.Map);
    }

    [Fact]
    public void Chat_comes_through_while_the_map_does()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var slow = LinkConditions.RoundTrip(TimeSpan.FromMilliseconds(80)) with { BytesPerSecond = 12_000 };
        var ana = rig.Seat("ana", slow, slow);
        var bob = rig.Seat("bob");
        ana.Client.RequestMap();
        rig.RunSeconds(2);
        Assert.Null(ana.Client.ReceivedMap);
        bob.Client.Say("hello");
        rig.RunUntil(() => ana.Lines(ChatKind.Player).Contains("hello"), seconds: 2);
        rig.RunUntil(() => ana.Client.ReceivedMap is not null, seconds: 60);
    }

    [Fact]
    public void Who_asks_again_gets_it_from_the_beginning_a_few_times_and_is_then_counted()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var ana = rig.Enter("ana");
        var hash = rig.Room.World.Map.Hash;
        for (var asked = 0; asked < 20; asked++)
        {
            ana.Send(new RequestMap(hash));
            rig.RunSeconds(0.5);
        }

        var begun = ana.All<MapPart>().Count(static part => part.Index == 0);
        Assert.Equal(4, begun);
        Assert.Equal(16, rig.Drops(DropCause.Rate));
        Assert.False(ana.Has(MessageId.Refused));
        Assert.False(ana.IsClosed);
        rig.RunUntil(() => ana.Get<MapPart>() is var last && last.Index == last.Count - 1, seconds: 10);
        AssertWhole(ana, rig.Room.World.Map);
    }

    [Fact]
    public void A_map_that_is_not_played_here_or_too_long_is_refused_by_name()
    {
        using var rig = Rig(map: LongMap(objects: 4_000, longKinds: true));
        Assert.True(rig.Room.World.Map.Packed.Length > Limits.MapBytes);
        var ana = rig.Enter("ana");
        ana.Send(new RequestMap(rig.Room.World.Map.Hash + 1));
        ana.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunSeconds(1);

        Assert.Equal(
            [new Refused(MessageId.RequestMap, Reason.NoSuchMap, "no such map"), new Refused(MessageId.RequestMap, Reason.MapTooLong, "map too long")],
            ana.All<Refused>());
        Assert.False(ana.Has(MessageId.MapPart));

        var bob = rig.Seat("bob");
        Assert.True(bob.Client.RequestMap());
        rig.RunSeconds(1);
        Assert.Equal(Reason.MapTooLong, Assert.Single(bob.Refusals).Reason);
        Assert.Null(bob.Client.ReceivedMap);
    }

    [Fact]
    public void Nobody_outside_a_room_is_told_a_map()
    {
        using var rig = Rig();
        var ana = rig.Dial();
        ana.Send(new RequestMap(rig.Room.World.Map.Hash));
        ana.Authenticate("ana");
        rig.Run(2);
        ana.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunSeconds(1);

        Assert.Equal(2, ana.All<Refused>().Count(static refused => refused is { Message: MessageId.RequestMap, Reason: Reason.OutOfOrder }));
        Assert.False(ana.Has(MessageId.MapPart));
        Assert.Equal(2, rig.Drops(DropCause.OutOfOrder));
    }

    [Fact]
    public void A_connection_that_is_lost_on_the_way_costs_the_client_no_more_than_the_beginning()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var ana = rig.Seat("ana");
        ana.Client.RequestMap();
        rig.RunSeconds(1);
        ana.Transport.Socket!.Vanish();
        rig.RunUntil(() => ana.Client.State == ClientState.Returning, seconds: 9);
        Assert.Null(ana.Client.ReceivedMap);
        rig.RunUntil(() => ana.Client.ReceivedMap is not null, seconds: 15);

        AssertMap(rig, ana.Client);
        Assert.Equal(1, ana.Client.Figures.Resumes);
        Assert.Equal(0, ana.Client.Figures.UselessMapParts);
    }

    [Fact]
    public void Nothing_of_it_comes_over_another_connection_that_has_not_asked()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var first = rig.Enter("ana");
        first.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunSeconds(1);
        var second = rig.Dial();
        second.Resume("ana", first.Get<AuthSuccess>().Resume);
        rig.RunSeconds(2);
        Assert.True(first.Has(MessageId.MapPart) && second.Has(MessageId.Entered));
        Assert.False(second.Has(MessageId.MapPart));

        second.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunUntil(() => second.Has(MessageId.MapPart) && second.Get<MapPart>() is var last && last.Index == last.Count - 1, seconds: 10);
        AssertWhole(second, rig.Room.World.Map);
    }

    [Fact]
    public void Who_leaves_on_the_way_is_sent_nothing_more()
    {
        using var rig = Rig(map: LongMap(objects: 4_000));
        var ana = rig.Enter("ana");
        ana.Send(new RequestMap(rig.Room.World.Map.Hash));
        rig.RunSeconds(1);
        ana.Send(new Leave());
        rig.Run(2);
        var parts = ana.Count(MessageId.MapPart);
        Assert.InRange(parts, 10, 30);
        rig.RunSeconds(2);
        Assert.Equal(parts, ana.Count(MessageId.MapPart));
        Assert.Equal(Reason.Left, ana.End!.Value.Reason);
    }

    private static ServerRig Rig(int seed = 1, Map? map = null) => new(threads: 1, seed, sessions: null, [], map);

    /// <summary>The arena with so many trees that nobody meets.</summary>
    private static Map LongMap(int objects, bool longKinds = false)
    {
        var text = MapText.WithSpawns();
        for (var number = 0; number < objects; number++)
            text.Thing($$"""{ "id": {{number}}, "type": "{{(longKinds ? $"a kind with the no. {number:0000}" : "tree")}}", "point": true, "x": {{number % 1_200}}, "y": {{number % 700}} }""");

        return text.Parse();
    }

    private static void AssertMap(ServerRig rig, GameClient client)
    {
        var (ours, theirs) = (rig.Room.World.Map, client.ReceivedMap!);
        Assert.Equal((ours.Hash, ours.Name), (theirs.Hash, theirs.Name));
        Assert.Equal(client.Room.MapHash, theirs.Hash);
        Assert.Equal(ours.Solids, theirs.Solids);
        Assert.Equal(ours.Things, theirs.Things);
    }

    /// <summary>What came since the last beginning is the map.</summary>
    private static void AssertWhole(RawClient client, Map map)
    {
        var parts = client.All<MapPart>();
        var last = parts.FindLastIndex(static part => part.Index == 0);
        var bytes = parts[last..].SelectMany(static part => part.Body.ToArray()).ToArray();
        Assert.True(Map.TryParse("whole", bytes, out var whole, out var fault), fault);
        Assert.Equal(map.Hash, whole.Hash);
        Assert.Equal(Enumerable.Range(0, parts[^1].Count), parts[last..].Select(static part => (int)part.Index));
    }
}
