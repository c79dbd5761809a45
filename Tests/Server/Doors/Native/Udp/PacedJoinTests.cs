using Ecs.Client;
using Ecs.Scenes.Field;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Tests.Server.Doors.Native.Udp.Gate;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// Who comes into a world of 5,000 things gets them as fast as the budget allows, and whatever is most urgent first. What that costs a tick
/// is measured in Benchmarks (<c>joins</c>).
/// </summary>
[Collection(AloneLane.Name)]
public sealed class PacedJoinTests(ITestOutputHelper output)
{
    private const int TickRate = 60;
    private const int Things = 5_000;
    private const int Joining = 3;
    private const int Budget = 16 * 1024;
    private const int WholeBudget = 4_000_000;

    private static readonly GameTable Games = new GameTable().Add<PanoramaMode>("panorama");

    [Fact]
    public void Joining_a_world_of_five_thousand_things_stays_within_the_budget_and_takes_no_longer_than_it_must()
    {
        var (wholeBytes, wholeTicks) = Join(WholeBudget, clients: 1);
        var (bytes, ticks) = Join(Budget, Joining);

        output.WriteLine($"{wholeBytes} bytes in {wholeTicks} ticks without a limit, {bytes} in {ticks} within {Budget} a second");
        Assert.True(wholeBytes > 2 * Budget, "the budget has room for everything at once");
        Assert.InRange(ticks / (double)TickRate, (double)wholeBytes / 2 / Budget, 1 + (wholeBytes / (0.75 * Budget)));
    }

    /// <summary>Clients come in at once; gives the most that one was sent until it had everything, and the ticks that this took.</summary>
    private static (long Bytes, int Ticks) Join(int budget, int clients)
    {
        var room = new RoomOptions { Name = "panorama", Mode = "panorama", TickRate = TickRate, SnapshotDivisor = 2, PlayerLimit = 16, Bots = 4, SnapshotBudget = budget };
        using var rig = new GateRig(games: Games, room: room, map: FieldMap.Of(20, 0, Things));
        GateRig.Passage[] people = [.. Enumerable.Range(0, clients).Select(number => rig.Dial($"one-{number}"))];
        SecondWindow[] windows = [.. people.Select(static one => new SecondWindow(one.BytesDown, TickRate))];
        var everything = Things + 4 + clients;
        var (ticks, cameIn) = (0, 0);
        while (!Array.TrueForAll(people, one => one.Client.View.Entities.Length == everything))
        {
            Assert.True(++ticks < 60 * TickRate, "a minute has not been enough");
            rig.Turn(GateRig.Step);
            for (var number = 0; number < people.Length; number++)
            {
                var client = people[number].Client;
                Assert.InRange(windows[number].Add(people[number].BytesDown), 0, budget);
                Assert.True(client.View.Entities.Length == 0 || HasOwn(client), "others came before the own avatar");
            }

            cameIn = cameIn == 0 && Array.TrueForAll(people, static one => one.Client.IsInRoom) ? ticks : cameIn;
        }

        Assert.Equal(Things + 4 + clients, rig.Room.View.Entities.Length);
        return (people.Max(static one => one.BytesDown), ticks - cameIn);
    }

    private static bool HasOwn(GameClient client)
    {
        foreach (ref readonly var entity in client.View.Entities)
        {
            if (entity.Id == client.Room.Avatar)
                return true;
        }

        return false;
    }
}
