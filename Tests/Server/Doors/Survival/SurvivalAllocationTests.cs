using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>A warm tick of the server with players at the survival door makes no garbage.</summary>
[Collection(AloneLane.Name)]
public sealed class SurvivalAllocationTests
{
    private const int Players = 32;
    private const int Window = 1_000;
    private const int Windows = 3;

    [Fact]
    public void Three_thousand_ticks_with_thirty_two_fighting_players_allocate_nothing()
    {
        using var rig = new SurvivalRig(bots: 32);
        var people = Enumerable.Range(0, Players).Select(number => rig.Enter($"p{number}")).ToArray();
        var said = Enumerable.Range(0, 16).Select(static number => (byte[][])
            [PackedJson.Packet("33", number * 0.4), PackedJson.Packet("c", number % 4 == 0 ? 0 : 1, number * 0.4), PackedJson.Packet("pp")]).ToArray();
        var swung = 0L;

        Allocations.AssertNoneOnceWarm(meter => swung += Play(rig, people, said, meter), Windows);

        Assert.Equal(Players, rig.Door.SessionCount);
        Assert.True(swung > 1_000, $"only {swung} strokes");
    }

    /// <summary>Gives the number of strokes.</summary>
    private static long Play(SurvivalRig rig, SurvivalPerson[] people, byte[][][] said, AllocationMeter meter)
    {
        var swung = 0L;
        for (var tick = 0; tick < Window; tick++)
        {
            for (var number = 0; number < people.Length; number++)
            {
                if ((tick + number) % 6 == 0)
                {
                    foreach (var message in said[((tick / 60) + number) % said.Length])
                        people[number].Client.SendBinary(message);
                }

                people[number].Client.Stream.Consume(people[number].Client.Stream.Received.Length);
            }

            rig.Server.TurnClients();
            meter.Start();
            rig.Server.Server.Tick.Run(rig.Server.TickLength);
            meter.Stop();
            foreach (ref readonly var happened in rig.Room.World.Events)
                swung += happened.Kind == Ecs.Simulation.Events.WorldEventKind.Swung ? 1 : 0;
        }

        return swung;
    }
}
