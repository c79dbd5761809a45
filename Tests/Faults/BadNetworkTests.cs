using Ecs.Client.Inputs;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Faults;

/// <summary>
/// Honest players on five bad networks, each way the same: everybody stays, and two seconds after the network has healed everybody sees the
/// server's world and is heard. <c>BAD_NETWORK_SECONDS=600</c> is bad for longer.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class BadNetworkTests(ITestOutputHelper output)
{
    private const int NormalSeconds = 8;
    private const int Clients = 6;
    private const int Seed = 36;

    /// <summary>Seconds in which everybody has to be well again.</summary>
    private const int Patience = 2;

    /// <summary>Ticks that a snapshot may be old on a perfect wire.</summary>
    private const int Fresh = 4;

    public static TheoryData<string, int, int, int, int, int> Networks
    {
        get
        {
            (int Delay, int Jitter, int Loss, int Duplicate, int Reorder)[] rows =
                [(0, 0, 0, 0, 0), (50, 10, 5, 2, 0), (100, 50, 10, 0, 4), (250, 250, 5, 10, 0), (1_000, 100, 25, 25, 0)];
            var data = new TheoryData<string, int, int, int, int, int>();
            foreach (var row in rows)
            {
                foreach (var mode in TestGames.Shipped.Names)
                    data.Add(mode, row.Delay, row.Jitter, row.Loss, row.Duplicate, row.Reorder);
            }

            return data;
        }
    }

    /// <param name="mode">The game.</param>
    /// <param name="delay">Milliseconds, one way.</param>
    /// <param name="jitter">Milliseconds more or less.</param>
    /// <param name="loss">Per cent.</param>
    /// <param name="duplicate">Per cent.</param>
    /// <param name="reorder">Per cent.</param>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Two_seconds_after_a_bad_network_has_healed_worlds_are_equal(string mode, int delay, int jitter, int loss, int duplicate, int reorder)
    {
        var bad = new LinkConditions
        {
            Delay = TimeSpan.FromMilliseconds(delay - jitter),
            Jitter = TimeSpan.FromMilliseconds(2 * jitter),
            Loss = loss / 100.0,
            Duplicate = duplicate / 100.0,
            Reorder = reorder / 100.0,
        };
        using var rig = new ServerRig(Seed, null, new RoomOptions { Name = mode, Mode = mode, Bots = 6, PlayerLimit = 32, Seed = Seed });
        var states = new SentStates();
        var players = new List<Player>();
        for (var number = 0; number < Clients; number++)
        {
            players.Add(rig.Seat($"p{number}", with: static options => options with { Interpolates = true }));
            players[number].Client.Pilot = new BotPilot(TestGames.Shipped, (ulong)number);
        }

        Shape(players, bad);
        rig.RunSeconds(DeepRun.Or("BAD_NETWORK_SECONDS", NormalSeconds));
        var what = players[0].Client.Net!.Now;
        Shape(players, LinkConditions.Perfect);
        var rate = rig.Room.Options.TickRate;
        var (last, text) = (0, "");
        var applied = new long[Clients];
        for (var tick = 1; tick <= (Patience + 1) * rate; tick++)
        {
            rig.Run(1);
            states.Keep(rig.Room.View);
            for (var number = 0; number < Clients; number++)
            {
                applied[number] = tick == Patience * rate ? rig.SeatOf($"p{number}").Inputs.Applied : applied[number];
                if (Missing(rig, players[number], states) is { Length: > 0 } missing)
                    (last, text) = (tick, $"p{number}: {missing}");
            }
        }

        output.WriteLine($"{mode}, {delay} ms +-{jitter}, loss {loss} %, twice {duplicate} %, reordered {reorder} %: equal after {last * 1_000 / rate} ms; before: {what}");
        Assert.True(last <= Patience * rate, $"seed {Seed}, after {last} ticks {text}");
        for (var number = 0; number < Clients; number++)
            Assert.InRange(rig.SeatOf($"p{number}").Inputs.Applied - applied[number], rate * 9 / 10, rate + 1);
    }

    private static void Shape(List<Player> players, LinkConditions conditions)
    {
        foreach (var player in players)
            (player.Transport.Socket!.Up.Conditions, player.Transport.Socket.Down.Conditions) = (conditions, conditions);
    }

    private static string Missing(ServerRig rig, Player player, SentStates states)
    {
        if (!player.Client.IsInRoom || player.Client.Figures.Resumes != 0)
            return $"is {player.Client.State} ({player.Client.EndReason})";

        var view = player.Client.View;
        return rig.Room.World.Tick.Since(view.Tick) > Fresh ? $"sees tick {view.Tick} in tick {rig.Room.World.Tick}" : states.Difference(view);
    }
}
