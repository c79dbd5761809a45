using Ecs.Client.Inputs;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Scenarios;

/// <summary>A warm tick of the whole server makes no garbage.</summary>
[Collection(AloneLane.Name)]
public sealed class AllocationTests
{
    private const int WarmUp = 1000;
    private const int Window = 1000;
    private const int Windows = 10;

    [Fact]
    public void Ten_thousand_ticks_with_thirty_two_fighting_clients_allocate_nothing()
    {
        using var rig = new ServerRig();
        for (var number = 0; number < 32; number++)
        {
            var player = rig.Invite($"p{number}");
            player.Client.Pilot = new BotPilot(TestGames.Shipped, (ulong)number);
        }

        rig.Run(WarmUp);
        Assert.Equal(32, rig.Room.World.PlayerCount);
        Assert.True(rig.Room.View.Entities.Length > 32, "nobody fights");

        Allocations.AssertNoneOnceWarm(
            meter =>
            {
                for (var tick = 0; tick < Window; tick++)
                {
                    rig.TurnClients();
                    meter.Start();
                    rig.Server.Tick.Run(rig.TickLength);
                    meter.Stop();
                }
            },
            Windows);
    }
}
