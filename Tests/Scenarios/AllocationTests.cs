using Ecs.Client.Inputs;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>A warm tick of the whole server makes no garbage.</summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
    [Fact]
    public void Ten_thousand_ticks_with_thirty_two_fighting_clients_allocate_nothing()
    {
        const int warmUp = 3000;
        const int measured = 10_000;
        using var rig = new ServerRig();
        for (var number = 0; number < 32; number++)
        {
            var player = rig.Invite($"p{number}");
            player.Client.Pilot = new BotPilot((ulong)number);
        }

        rig.Run(warmUp);
        Assert.Equal(32, rig.Room.World.PlayerCount);
        var allocated = 0L;
        var worst = 0L;
        var collections = GC.CollectionCount(0);
        for (var tick = 0; tick < measured; tick++)
        {
            rig.TurnClients();
            var collected = GC.CollectionCount(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            rig.Server.Tick.Run(rig.TickLength);
            var grown = GC.GetAllocatedBytesForCurrentThread() - before;

            // A collection on behalf of another test takes this thread's unused allocation space away and counts it.
            grown = GC.CollectionCount(0) == collected ? grown : 0;
            allocated += grown;
            worst = Math.Max(worst, grown);
        }

        output.WriteLine($"{allocated} bytes in {measured} ticks, at most {worst} in one, {GC.CollectionCount(0) - collections} collections");
        var deaths = 0;
        foreach (ref readonly var entity in rig.Room.View.Entities)
        {
            deaths += entity.Deaths;
        }

        output.WriteLine($"{deaths} deaths in the match so far");
#if !GENUINE_PACKAGES
        Assert.Equal(0, allocated);
#endif
    }
}
