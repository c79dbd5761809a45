using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;
using Xunit.Abstractions;
using Player = Ecs.Tests.Testing.Player;
using Seated = Ecs.Simulation.Components.Player;

namespace Ecs.Tests.Server.Doors.Native.Replication;

/// <summary>
/// The lookout's components are declared in this assembly, once: they arrive by name at clients that know nothing of them, and what is for
/// owners and teams stays with these.
/// </summary>
public sealed class SecretTests(ITestOutputHelper output) : IDisposable
{
    private readonly ServerRig _rig = NewRig();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Component_of_a_game_that_nobody_knows_arrives_by_name_at_a_client_that_had_to_ask()
    {
        var ana = Seat(_rig, "ana");
        _rig.RunSeconds(2);
        var purse = PurseOf(_rig, "ana");
        purse.Coins = 4_711;
        purse.Debt = -5_000_000_000;
        purse.Plan = 321;
        purse.Banner = 6;
        Put(_rig, "ana", purse);
        _rig.Run(1);
        _rig.Room.Pause();
        _rig.Run(4);

        Assert.Equal(purse, PurseOf(_rig, "ana"));
        Assert.Equal(4_711, Read(ana, "ana", "Purse.Coins"));
        Assert.Equal(-5_000_000_000, Read(ana, "ana", "Purse.Debt"));
        Assert.Equal(321, Read(ana, "ana", "Purse.Plan"));
        Assert.Equal(6, Read(ana, "ana", "Purse.Banner"));
        Assert.True(ana.Client.Schema![EntityKind.Creature]!.IndexOf("Beacon.Orders") >= 0);
        Assert.True(ana.Client.Schema![EntityKind.Bullet]!.IndexOf("Fuse.TicksLeft") >= 0);
    }

    [Fact]
    public void Owner_alone_is_told_what_is_the_owners_and_the_team_what_is_the_teams()
    {
        var (seen, owned, shared) = (0, 0, 0);
        var players = new List<Player>();
        for (var number = 0; number < 9; number++)
            players.Add(Seat(_rig, $"p{number}"));
        var spectator = Seat(_rig, "eve", PlayerRole.Spectator);
        players.Add(spectator);

        for (var turn = 0; turn < 300; turn++)
        {
            _rig.Run(2);
            foreach (var player in players)
                Look(player, ref seen, ref owned, ref shared);
        }

        Assert.True(seen > 10_000 && owned > 2_000 && shared > 1_000, $"{seen} seen, {owned} owned, {shared} of the team");
    }

    /// <summary>Two servers that differ in nothing but what one player alone may know.</summary>
    [Fact]
    public void Bytes_to_all_others_are_the_same_whatever_the_owner_has()
    {
        var poor = Play(rig => { });
        var rich = Play(rig =>
        {
            var purse = PurseOf(rig, "p0");
            purse.Coins += (int)rig.Room.World.Tick.Value % 7;
            purse.Debt = rig.Room.World.Tick.Value * 1_000;
            Put(rig, "p0", purse);
        });

        Assert.NotEqual(poor[0], rich[0]);
        for (var number = 1; number < poor.Count; number++)
        {
            Assert.True(poor[number].Count > 100, $"{number}: {poor[number].Count} parts");
            Assert.Equal(poor[number], rich[number]);
        }
    }

    /// <summary>Nor do they tell when it changed: what others are told of the same things has ages of its own.</summary>
    [Fact]
    public void Bytes_to_other_teams_are_the_same_whatever_the_team_plans()
    {
        // p0 is in no team, and such a player's plans are its own.
        var calm = Play(rig => { }, (rig, slot) => IsFriend(rig, slot, "p1"));
        var busy = Play(
            rig =>
            {
                var purse = PurseOf(rig, "p1");
                purse.Plan = (ushort)(rig.Room.World.Tick.Value % 5 == 0 ? purse.Plan + 1 : purse.Plan);
                Put(rig, "p1", purse);
            },
            (rig, slot) => IsFriend(rig, slot, "p1"));

        Compare(calm, busy);
    }

    [Fact]
    public void Bytes_to_all_others_are_the_same_whatever_owners_of_creatures_and_bullets_know()
    {
        var calm = Play(rig => { }, Wardens());
        var busy = Play(
            rig =>
            {
                foreach (ref var chunk in rig.Room.World.Store.Query(in Queries.Creatures))
                {
                    foreach (ref var beacon in chunk.GetSpan<Beacon>()[..chunk.Count])
                        beacon.Key += IsBot(beacon.Warden) && rig.Room.World.Tick.Value % 3 == 0 ? 1 : 0;
                }

                foreach (ref var chunk in rig.Room.World.Store.Query(in Queries.Bullets))
                {
                    var bullets = chunk.GetSpan<Bullet>()[..chunk.Count];
                    var fuses = chunk.GetSpan<Fuse>();
                    for (var row = 0; row < bullets.Length; row++)
                        fuses[row].Code += IsBot(bullets[row].ShooterSlot) ? (ushort)1 : (ushort)0;
                }
            },
            Wardens());

        Compare(calm, busy);
    }

    /// <summary>The first nine seats are clients'.</summary>
    private static bool IsBot(PlayerSlot slot) => !slot.IsNone && slot.Value >= 9;

    /// <summary>Says who may know of a thing of the bots: whoever takes over a creature that once was theirs.</summary>
    private static Func<ServerRig, PlayerSlot, bool> Wardens()
    {
        var varied = new HashSet<EntityId>();
        return (rig, slot) =>
        {
            var knows = false;
            foreach (ref var chunk in rig.Room.World.Store.Query(in Queries.Creatures))
            {
                var identities = chunk.GetSpan<Identity>()[..chunk.Count];
                var beacons = chunk.GetSpan<Beacon>();
                for (var row = 0; row < identities.Length; row++)
                {
                    if (IsBot(beacons[row].Warden))
                        varied.Add(identities[row].Id);
                    knows |= beacons[row].Warden == slot && varied.Contains(identities[row].Id);
                }
            }

            return knows;
        };
    }

    private static bool IsFriend(ServerRig rig, PlayerSlot slot, string name)
    {
        var self = rig.SeatOf(name).Slot;
        return slot == self || (!slot.IsNone && TeamOf(rig, slot) != 0 && TeamOf(rig, slot) == TeamOf(rig, self));
    }

    private static byte TeamOf(ServerRig rig, PlayerSlot slot)
    {
        Assert.True(rig.Room.World.TryFind(slot, out var avatar));
        return rig.Room.World.Store.Get<Seated>(avatar).Team;
    }

    private void Compare(List<List<string>> calm, List<List<string>> busy)
    {
        Assert.Equal(calm, busy);
        output.WriteLine($"{calm.Sum(static parts => parts.Count)} parts");
        Assert.True(calm.Sum(static parts => parts.Count) > 500, $"{calm.Sum(static parts => parts.Count)} parts");
    }

    /// <summary>What each of ten clients got, part by part, until it knew what is varied; the first is p0, the last a spectator.</summary>
    private static List<List<string>> Play(Action<ServerRig> eachTick, Func<ServerRig, PlayerSlot, bool>? knows = null)
    {
        using var rig = NewRig();
        var heard = new List<List<string>>();
        var now = new List<string>[10];
        var done = new bool[10];
        var players = new List<Player>();
        for (var number = 0; number < 10; number++)
        {
            heard.Add([]);
            var parts = now[number] = [];
            var player = Seat(rig, $"p{number}", number == 9 ? PlayerRole.Spectator : PlayerRole.Player);
            player.Transport.Received = (lane, message) =>
            {
                if (lane == Lane.Stream)
                    parts.Add(Convert.ToHexString(message.Span));
            };
            players.Add(player);
        }

        for (var tick = 0; tick < 480; tick++)
        {
            eachTick(rig);
            rig.Run(1);
            for (var number = 0; number < 10; number++)
            {
                done[number] |= knows is not null && knows(rig, players[number].Client.Slot);
                if (!done[number])
                    heard[number].AddRange(now[number]);
                now[number].Clear();
            }
        }

        return heard;
    }

    private void Look(Player player, ref int seen, ref int owned, ref int shared)
    {
        var picture = player.Client.Picture;
        var schema = player.Client.Schema!;
        var self = player.Client.Slot;
        var team = self.IsNone ? 0 : TeamOf(player);
        foreach (ref readonly var entity in picture.Entities)
        {
            var kind = schema[entity.Kind]!;
            var values = picture.ValuesOf(in entity);
            var owner = kind.Owner < 0 ? PlayerSlot.None.Value : values[kind.Owner];
            var isOwner = !self.IsNone && owner == self.Value;
            var isFriend = isOwner || (team != 0 && kind.Team >= 0 && values[kind.Team] == team);
            for (var index = 0; index < values.Length; index++)
            {
                var audience = kind.Fields[index].Audience;
                var mayKnow = audience == Audience.Everybody || isOwner || (audience == Audience.Team && isFriend);
                Assert.True(mayKnow || values[index] == 0, $"{player.Client.Name} knows {kind.Fields[index].FullName} of {entity.Kind} {entity.Id}");
                seen++;
                owned += audience == Audience.Owner && mayKnow && values[index] != 0 ? 1 : 0;
                shared += audience == Audience.Team && !isOwner && mayKnow && values[index] != 0 ? 1 : 0;
            }
        }
    }

    /// <summary>As the player's own picture has it: whoever changes sides is told it with everything else.</summary>
    private static long TeamOf(Player player)
    {
        foreach (ref readonly var entity in player.Client.Picture.Entities)
        {
            if (entity.IsOwn)
                return player.Client.Picture.ValuesOf(in entity)[player.Client.Schema![entity.Kind]!.Team];
        }

        return 0;
    }

    private static long Read(Player player, string name, string field)
    {
        foreach (ref readonly var entity in player.Client.Picture.Entities)
        {
            if (player.Client.Roster.TryGet(player.Client.Slot, out var info) && info.Name == name && entity.Id == info.Avatar)
                return player.Client.Picture.ValuesOf(in entity)[player.Client.Schema![entity.Kind]!.IndexOf(field)];
        }

        throw new InvalidOperationException($"{name} is not in view");
    }

    private static Purse PurseOf(ServerRig rig, string name) =>
        rig.Room.World.TryRead(rig.SeatOf(name).Avatar, out Purse purse) ? purse : throw new InvalidOperationException($"{name} has none");

    private static void Put(ServerRig rig, string name, Purse purse)
    {
        Assert.True(rig.Room.World.TryFind(rig.SeatOf(name).Slot, out var avatar));
        rig.Room.World.Store.Get<Purse>(avatar) = purse;
    }

    private static Player Seat(ServerRig rig, string name, PlayerRole role = PlayerRole.Player)
    {
        var player = rig.Seat(name, with: options => options with { Role = role, Schemas = new SchemaStore() });
        player.Client.Pilot = new BotPilot(LookoutMode.Table, 15);
        return player;
    }

    private static ServerRig NewRig() =>
        new(1, 15, null, [new RoomOptions { Mode = "lookout", Bots = 20 }], LookoutMode.NewMap(), LookoutMode.Table);
}
