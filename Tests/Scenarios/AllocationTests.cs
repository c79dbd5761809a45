using Ecs.Client.Inputs;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>A warm tick of the whole server makes no garbage.</summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int WarmUp = 3000;
    private const int Measured = 10_000;

    /// <summary>
    /// Collections on behalf of tests beside this one now and then charge this thread with space that it never used. What the server
    /// itself allocates, it allocates in every round.
    /// </summary>
    private const int Rounds = 3;

    [Fact]
    public void Ten_thousand_ticks_with_thirty_two_fighting_clients_allocate_nothing()
    {
        using var rig = new ServerRig();
        for (var number = 0; number < 32; number++)
        {
            var player = rig.Invite($"p{number}");
            player.Client.Pilot = new BotPilot((ulong)number);
        }

        rig.Run(WarmUp);
        Assert.Equal(32, rig.Room.World.PlayerCount);
        Assert.True(rig.Room.View.Entities.Length > 32, "nobody fights");
        var allocated = Measure(rig);
        for (var round = 1; round < Rounds && allocated != 0; round++)
        {
            allocated = Measure(rig);
        }

#if !GENUINE_PACKAGES
        Assert.Equal(0, allocated);
#endif
    }

    private long Measure(ServerRig rig)
    {
        var allocated = 0L;
        var worst = 0L;
        for (var tick = 0; tick < Measured; tick++)
        {
            rig.TurnClients();
            var collected = GC.CollectionCount(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            rig.Server.Tick.Run(rig.TickLength);
            var grown = GC.CollectionCount(0) == collected ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
            allocated += grown;
            worst = Math.Max(worst, grown);
        }

        output.WriteLine($"{allocated} bytes in {Measured} ticks, at most {worst} in one");
        return allocated;
    }
}
