using Ecs.Scenes.Field;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Tests.Server.Doors.Native.Udp.Gate;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// What the bytes to clients are said to be spent on, beside what really came out of the server's socket: the same to the bit in every
/// second, and nothing that was said is ever taken back.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class AttributionTests(ITestOutputHelper output)
{
    private const int TickRate = 60;
    private const int Players = 200;
    private const int Seconds = 3;

    private static readonly GameTable Field = new GameTable().Add<FieldMode>("field");
    private static readonly string[] OfSnapshots = ["headers", "enter", "update", "leave", "repeated", "datagrams"];

    [Fact]
    public void All_that_two_hundred_clients_are_sent_has_a_cause_in_every_second()
    {
        using var rig = new GateRig(
            Players + 8, receiveBuffer: 4 * 1024 * 1024, games: Field, room: RoomOf("field", Players + 8, 16 * 1024), map: FieldMap.Of(Players, 2 * Players));
        var books = Enter(rig, Players);
        Watch(rig, books, DeepRun.Or("ATTRIBUTION_SECONDS", Seconds));

        var all = Spent(rig);
        foreach (var cause in all.Causes)
            output.WriteLine($"{cause.Name}: {cause.Bits / 8} bytes, {100.0 * cause.Bits / all.Bits:0.0}%");
        Assert.Superset(new HashSet<string>(["headers", "enter", "update", "leave", "datagrams", "control"]), SpentOn(all));
    }

    [Theory]
    [MemberData(nameof(TestGames.Names), MemberType = typeof(TestGames))]
    public void All_that_clients_of_any_game_are_sent_has_a_cause_in_every_second(string mode)
    {
        using var rig = new GateRig(room: RoomOf(mode, playerLimit: 8, budget: 64 * 1024), map: TestMaps.Of(mode));
        var books = Enter(rig, 4);
        Watch(rig, books, 8, second =>
        {
            var speaker = books[second % books.Length].Passage.Client;
            Assert.True(speaker.Say($"second {second}"));
            _ = speaker.RequestMap();
        });
    }

    /// <summary>The path stays short, so that what a snapshot has to say takes several parts, whose heads are longer.</summary>
    [Fact]
    public void Snapshots_in_several_parts_are_counted_with_their_longer_heads()
    {
        using var rig = new GateRig(games: Field, room: RoomOf("field", playerLimit: 400, budget: 256 * 1024, bots: 300), map: FieldMap.Of(12, 600));
        var books = Enter(rig, 2, limit: 700);
        Watch(rig, books, 3);

        Assert.All(books, static one => Assert.InRange(one.Guest.Snapshots!.Datagrams - one.Guest.Snapshots.Snapshots, 10, long.MaxValue));
    }

    [Fact]
    public void A_snapshot_that_is_sent_again_is_no_header()
    {
        using var rig = new GateRig(room: RoomOf("arena", playerLimit: 8, budget: 16 * 1024, bots: 4));
        var books = Enter(rig, 1);
        Watch(rig, books, 1);

        // The world stands still, and the client does not hear of it, so it is told again.
        books[0].Passage.Rate = 0;
        rig.Room.Pause();
        Watch(rig, books, 2);

        var shares = new TrafficShares();
        books[0].Guest.ShareTraffic(shares);
        Assert.Contains("repeated", SpentOn(shares));
    }

    [Fact]
    public void Who_is_in_no_room_yet_has_books_too_and_who_comes_back_has_new_ones()
    {
        using var rig = new GateRig();
        var one = rig.Dial("one");
        rig.Run(() => rig.Server.Names.Find("one") is not null);
        var shares = new TrafficShares();
        rig.Server.Names.Find("one")!.ShareTraffic(shares);
        Assert.Equal(["control"], SpentOn(shares));

        rig.Run(() => one.Client.IsInRoom);
        var books = new Books(rig, one);
        Watch(rig, [books], 1);
        var before = books.Guest.Traffic.BytesOut;
        one.Limit = 0;
        rig.Run(() => books.Guest.IsAway);
        one.Limit = int.MaxValue;
        rig.Run(() => one.Client.IsInRoom && one.Client.Figures.Resumes == 1);

        Assert.InRange(books.Guest.Traffic.BytesOut, 1, before);
        Watch(rig, [new Books(rig, one)], 1);
    }

    [Fact]
    public void The_meter_has_what_clients_were_sent_by_cause_and_keeps_it_when_they_come_back_or_leave()
    {
        using var rig = new GateRig();
        var books = Enter(rig, 3);
        Watch(rig, books, 1);
        var before = Spent(rig);
        for (var tick = 0; tick < 20; tick++)
            rig.Turn(GateRig.Step);
        var read = MeterReading.Of(rig.Metrics);
        var after = Spent(rig);
        foreach (var cause in before.Causes)
            Assert.InRange(read[$"ecs.native.sent/{cause.Name}"], cause.Bits / 8, after.Causes.Single(one => one.Name == cause.Name).Bits / 8);

        // One comes back over another connection, one leaves.
        books[0].Passage.Limit = 0;
        rig.Run(() => books[0].Guest.IsAway);
        books[0].Passage.Limit = int.MaxValue;
        rig.Run(() => books[0].Passage.Client.IsInRoom && books[0].Passage.Client.Figures.Resumes == 1);
        var last = Spent(rig);
        var gone = books[1].Guest;
        books[1].Passage.Client.Leave();
        rig.Run(() => gone.State == NativeState.Closed && !rig.Server.Names.People.Contains(gone));
        for (var tick = 0; tick < 20; tick++)
            rig.Turn(GateRig.Step);

        var end = MeterReading.Of(rig.Metrics);
        Assert.All(read.Keys.Where(static key => key.StartsWith("ecs.native.sent/", StringComparison.Ordinal)), key => Assert.InRange(end[key], read[key], double.MaxValue));
        Assert.InRange(end.Where(static one => one.Key.StartsWith("ecs.native.sent/", StringComparison.Ordinal)).Sum(static one => one.Value), last.Bits / 8, double.MaxValue);
    }

    private static TrafficShares Spent(GateRig rig)
    {
        var shares = new TrafficShares();
        foreach (var person in rig.Server.Names.People)
            person.ShareTraffic(shares);
        return shares;
    }

    private static RoomOptions RoomOf(string mode, int playerLimit, int budget, int bots = 0) =>
        new() { Name = mode, Mode = mode, TickRate = TickRate, SnapshotDivisor = 2, PlayerLimit = playerLimit, Bots = bots, SnapshotBudget = budget };

    private static Books[] Enter(GateRig rig, int clients, int limit = int.MaxValue)
    {
        GateRig.Passage[] people = [.. Enumerable.Range(0, clients).Select(number => rig.Dial($"one-{number}", limit))];
        rig.Run(() => Array.TrueForAll(people, static one => one.Client.IsInRoom));
        return [.. people.Select(one => new Books(rig, one))];
    }

    private void Watch(GateRig rig, Books[] books, int seconds, Action<int>? begin = null)
    {
        foreach (var one in books)
            one.Open();
        for (var second = 0; second < seconds; second++)
        {
            begin?.Invoke(second);
            for (var tick = 0; tick < TickRate; tick++)
                rig.Turn(GateRig.Step);

            var sum = 0L;
            foreach (var one in books)
                sum += one.Close();
            output.WriteLine($"second {second}: {sum} bytes to {books.Length} clients, each with its cause");
            Assert.True(sum > 0);
        }
    }

    private static HashSet<string> SpentOn(TrafficShares shares) =>
        [.. shares.Causes.Where(static cause => cause.Bits > 0).Select(static cause => cause.Name)];

    /// <summary>What is said of one client's bytes, beside its line.</summary>
    private sealed class Books(GateRig rig, GateRig.Passage passage)
    {
        private readonly TrafficShares _before = new();
        private readonly TrafficShares _now = new();
        private long _bytes;
        private long _snapshotBytes;

        public GateRig.Passage Passage => passage;

        public NativeGuest Guest { get; } = rig.Door.Sessions.First(session => session.Name == passage.Client.Name);

        public void Open()
        {
            _before.Clear();
            Guest.ShareTraffic(_before);
            (_bytes, _snapshotBytes) = (passage.BytesDown, passage.SnapshotBytesDown);
        }

        /// <summary>A second is over; gives its bytes.</summary>
        public long Close()
        {
            _now.Clear();
            Guest.ShareTraffic(_now);
            var (bytes, snapshotBytes) = (passage.BytesDown - _bytes, passage.SnapshotBytesDown - _snapshotBytes);
            Assert.Equal(bytes * 8, _now.Bits - _before.Bits);
            Assert.Equal(snapshotBytes * 8, Sum(_now, OfSnapshots) - Sum(_before, OfSnapshots));
            foreach (var cause in _now.Causes)
                Assert.True(cause.Bits >= Of(_before.Causes, cause.Name), $"{cause.Name} of {passage.Client.Name} has fallen");
            foreach (var component in _now.Components)
                Assert.True(component.Bits >= Of(_before.Components, component.Name), $"{component.Name} of {passage.Client.Name} has fallen");
            Assert.InRange(_now.Components.Sum(static component => component.Bits), 0, Sum(_now, "enter", "update"));
            passage.Sent.Clear();
            Open();
            return bytes;
        }

        private static long Sum(TrafficShares shares, params ReadOnlySpan<string> causes)
        {
            var sum = 0L;
            foreach (var cause in causes)
                sum += Of(shares.Causes, cause);
            return sum;
        }

        private static long Of(IReadOnlyList<TrafficShares.Share> shares, string name) =>
            shares.Where(share => share.Name == name).Sum(static share => share.Bits);
    }
}
