using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>A warm tick of the server with players at the survival door makes no garbage.</summary>
public sealed class SurvivalAllocationTests
{
    private const int Players = 32;
    private const int WarmUp = 3_000;
    private const int Measured = 3_000;

    /// <summary>Collections on behalf of other tests now and then charge this thread; what the server allocates, it allocates every time.</summary>
    private const int Rounds = 3;

    [Fact]
    public void Three_thousand_ticks_with_thirty_two_fighting_players_allocate_nothing()
    {
        using var rig = new SurvivalRig(bots: 32);
        var people = Enumerable.Range(0, Players).Select(number => rig.Enter($"p{number}")).ToArray();
        var said = Enumerable.Range(0, 16).Select(static number => (byte[][])
            [PackedJson.Packet("33", number * 0.4), PackedJson.Packet("c", number % 4 == 0 ? 0 : 1, number * 0.4), PackedJson.Packet("pp")]).ToArray();
        Play(rig, people, said, WarmUp);
        var swung = 0L;
        var allocated = Play(rig, people, said, Measured, ref swung);
        for (var round = 1; round < Rounds && allocated != 0; round++)
        {
            allocated = Play(rig, people, said, Measured, ref swung);
        }

        Assert.Equal(Players, rig.Door.SessionCount);
        Assert.True(swung > 1_000, $"only {swung} strokes");
        Allocations.AssertNone(allocated);
    }

    private static void Play(SurvivalRig rig, SurvivalPerson[] people, byte[][][] said, int ticks)
    {
        var ignored = 0L;
        Play(rig, people, said, ticks, ref ignored);
    }

    private static long Play(SurvivalRig rig, SurvivalPerson[] people, byte[][][] said, int ticks, ref long swung)
    {
        var allocated = 0L;
        for (var tick = 0; tick < ticks; tick++)
        {
            for (var number = 0; number < people.Length; number++)
            {
                if ((tick + number) % 6 == 0)
                {
                    foreach (var message in said[((tick / 60) + number) % said.Length])
                    {
                        people[number].Client.SendBinary(message);
                    }
                }

                people[number].Client.Stream.Consume(people[number].Client.Stream.Received.Length);
            }

            rig.Server.TurnClients();
            var collected = GC.CollectionCount(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            rig.Server.Server.Tick.Run(rig.Server.TickLength);
            allocated += GC.CollectionCount(0) == collected ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
            foreach (ref readonly var happened in rig.Room.World.Events)
            {
                swung += happened.Kind == Ecs.Simulation.Events.WorldEventKind.Swung ? 1 : 0;
            }
        }

        return allocated;
    }
}
