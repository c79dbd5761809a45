using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>
/// A minute and a half of a server whose players come, go, vanish, chat and are kicked over lines that get better and worse, all
/// drawn from one seed. While it lasts, what must always hold is looked at in every tick; then the lines heal, and everybody who
/// is left must see what the server sees.
/// </summary>
public sealed class SeededFaultTests(ITestOutputHelper output)
{
    private const int Seeds = 12;
    private const int PlayerLimit = 8;

    public static TheoryData<int> AllSeeds()
    {
        var seeds = new TheoryData<int>();
        for (var seed = 1; seed <= Seeds; seed++)
            seeds.Add(seed);

        return seeds;
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Server_keeps_its_books_through_faults_and_everyone_sees_the_world_after_them(int seed)
    {
        using var rig = new ServerRig(seed, null, new RoomOptions { PlayerLimit = PlayerLimit, Bots = 2, Seed = (ulong)seed });
        var random = new Random(seed);
        var players = new List<Player>();
        var drawn = 0;
        for (var tick = 0; tick < 90 * 60; tick++)
        {
            if (random.Next(20) == 0)
                Disturb(rig, random, players, ref drawn);

            rig.Run(1);
            CheckBooks(rig);
        }

        Heal(rig, players);
        output.WriteLine($"seed {seed}: {drawn} players came, {players.Count} are left");
        Assert.All(players, player => AssertSeesTheWorld(rig, player));
    }

    [Fact]
    public void Same_seed_gives_the_same_world()
    {
        Assert.Equal(Play(3), Play(3));
        Assert.NotEqual(Play(3), Play(4));

        static ulong Play(int seed)
        {
            using var rig = new ServerRig(seed, null, new RoomOptions { PlayerLimit = PlayerLimit, Bots = 2 });
            var random = new Random(seed);
            var players = new List<Player>();
            var drawn = 0;
            for (var tick = 0; tick < 20 * 60; tick++)
            {
                if (random.Next(10) == 0)
                    Disturb(rig, random, players, ref drawn);

                rig.Run(1);
            }

            return rig.WorldHash;
        }
    }

    private static void Disturb(ServerRig rig, Random random, List<Player> players, ref int drawn)
    {
        var victim = players.Count == 0 ? null : players[random.Next(players.Count)];
        switch (random.Next(12))
        {
            case 0 or 1 or 2 or 3 when players.Count < PlayerLimit:
                players.Add(Come(rig, random, drawn++));
                break;
            case 4:
                victim?.Client.Leave();
                break;
            case 5 when victim is not null:
                victim.Transport.Socket!.Vanish();
                rig.Remove(victim);
                players.Remove(victim);
                break;
            case 6 when victim is not null:
                rig.Server.Kick(victim.Client.Name, "seeded");
                break;
            case 7 or 8 when victim is not null:
                victim.Transport.Socket!.Up.Conditions = Line(random);
                victim.Transport.Socket!.Down.Conditions = Line(random);
                break;
            case 9:
                victim?.Client.Act(new PlayerAction((PlayerActionCode)random.Next(5), random.Next(), random.Next()));
                break;
            default:
                victim?.Client.Say($"line {random.Next()}");
                break;
        }

        foreach (var gone in players.FindAll(static player => player.Client.State == ClientState.Ended))
        {
            rig.Remove(gone);
            players.Remove(gone);
        }
    }

    private static Player Come(ServerRig rig, Random random, int number)
    {
        // Some names are taken, and some ask to watch.
        var name = $"p{number % 20}";
        var role = random.Next(6) == 0 ? PlayerRole.Spectator : PlayerRole.Player;
        var player = rig.Invite(name, Line(random), Line(random), options => options with { Role = role });
        player.Client.Pilot = new BotPilot(TestGames.Shipped, (ulong)number);
        return player;
    }

    private static LinkConditions Line(Random random) => new()
    {
        Loss = random.NextDouble() * 0.3,
        Duplicate = random.NextDouble() * 0.3,
        Reorder = random.NextDouble() * 0.1,
        Delay = TimeSpan.FromMilliseconds(random.Next(200)),
        Jitter = TimeSpan.FromMilliseconds(random.Next(100)),
    };

    /// <summary>What holds between any two ticks.</summary>
    private static void CheckBooks(ServerRig rig)
    {
        var sessions = rig.Door.Sessions;
        var seats = 0;
        for (var number = 0; number < rig.Room.SeatLimit; number++)
        {
            if (rig.Room.SeatAt(number) is { } seat)
            {
                seats++;
                Assert.True(seat.Inputs.Waiting <= InputBuffer.Depth);
                Assert.Equal(seat.State != SeatState.Joining, rig.Room.World.TryGetAvatar(seat.Slot, out _));
            }
        }

        Assert.Equal(rig.Room.PlayerCount, seats);
        Assert.True(rig.Room.World.PlayerCount <= PlayerLimit);
        Assert.Equal(sessions.Count(static session => session.Seat is null && session.Room is not null), rig.Room.SpectatorCount);
        Assert.Equal(sessions.Count(static session => session.Name.Length != 0) + rig.Room.BotCount, rig.Server.Names.Count);
        Assert.Equal(0, rig.Drops(DropCause.QueueFull));
        Assert.Equal(0, rig.Drops(DropCause.Malformed));
    }

    private static void Heal(ServerRig rig, List<Player> players)
    {
        foreach (var player in players)
        {
            player.Transport.Socket!.Up.Conditions = LinkConditions.Perfect;
            player.Transport.Socket!.Down.Conditions = LinkConditions.Perfect;
        }

        rig.RunSeconds(8);
        players.RemoveAll(static player => !player.Client.IsInRoom);
    }

    private static void AssertSeesTheWorld(ServerRig rig, Player player)
    {
        // Ends with the tick after a snapshot, when the client has it and the world has not gone on.
        for (var tick = 0; tick < 60 && player.Client.View.Tick != rig.Room.World.Tick; tick++)
        {
            rig.Run(1);
            player.Turn();
        }

        var states = new SentStates();
        states.Keep(rig.Room.View);
        Assert.Equal("", states.Difference(player.Client.View));
        var avatars = rig.Room.View.Entities.ToArray().Where(static entity => entity.Kind == EntityKind.Avatar);
        Assert.Equal(
            avatars.Select(static avatar => avatar.Slot.Value).Order(),
            player.Client.Roster.Players.ToArray().Select(static info => info.Slot.Value).Order());
    }
}
