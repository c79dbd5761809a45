using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Scenes.Field;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Scenarios;

/// <summary>A warm tick of the whole server makes no garbage.</summary>
[Collection(AloneLane.Name)]
public sealed class AllocationTests
{
    private const int WarmUp = 1000;
    private const int Window = 1000;
    private const int Windows = 10;
    private const int FieldWarmUp = 600;
    private const int FieldWindow = 150;
    private const int FieldWindows = 4;

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

        AssertNoneOnceWarm(rig, Window, Windows);
    }

    /// <summary>
    /// The field at one player per hundred square units: who is in sight changes all the time, and so does how much is on its way, as no link
    /// is like the other.
    /// </summary>
    [Fact]
    public void A_warm_room_of_two_hundred_anchor_clients_allocates_nothing_of_ours()
    {
        const int Clients = 200;
        var games = new GameTable().Add<FieldMode>("field");
        var options = new RoomOptions { Name = "field", Mode = "field", PlayerLimit = Clients + 8 };
        using var rig = new ServerRig(threads: 1, seed: 1, sessions: null, [options], FieldMap.Of(Clients, 2 * Clients), games);
        var schemas = new SchemaStore();
        for (var number = 0; number < Clients; number++)
        {
            var link = new LinkConditions { Delay = TimeSpan.FromMilliseconds(number % 60), Jitter = TimeSpan.FromMilliseconds(50), Loss = number % 8 / 100.0 };
            var player = rig.Invite($"p{number}", link, link, with => with with { Schemas = schemas });
            player.Client.Pilot = new BotPilot(games, (ulong)number);
        }

        rig.RunUntil(() => rig.Room.World.PlayerCount == Clients, seconds: 30);
        rig.Run(FieldWarmUp);
        AssertNoneOnceWarm(rig, FieldWindow, FieldWindows);
    }

    /// <summary>Only the server's part of a tick counts.</summary>
    private static void AssertNoneOnceWarm(ServerRig rig, int ticks, int windows) => Allocations.AssertNoneOnceWarm(
        meter =>
        {
            for (var tick = 0; tick < ticks; tick++)
            {
                rig.TurnClients();
                meter.Start();
                rig.Server.Tick.Run(rig.TickLength);
                meter.Stop();
            }
        },
        windows);
}
