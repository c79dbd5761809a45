using Ecs.Client;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client;

/// <summary>Programs that stand still for half a minute: a debugger, a suspended laptop, a phone in a pocket.</summary>
public class FreezeTests
{
    private static readonly LinkConditions Way = new() { Delay = TimeSpan.FromMilliseconds(50), Jitter = TimeSpan.FromMilliseconds(10) };

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Two_seconds_after_a_freeze_of_30_seconds_every_tick_has_its_command_again(int seed, bool isLost)
    {
        using var rig = new ServerRig(seed, null, new RoomOptions { Bots = 6 });
        var player = rig.Seat("ana", Way, Way, static options => options with { Interpolates = true });
        rig.RunSeconds(5);

        // A server that hears nothing for eight seconds gives the connection up; the session waits.
        rig.Remove(player);
        (player.Transport.Socket!.Up.IsHeld, player.Transport.Socket.Down.IsHeld) = (isLost, isLost);
        rig.RunSeconds(30);
        (player.Transport.Socket.Up.IsHeld, player.Transport.Socket.Down.IsHeld) = (false, false);
        rig.Add(player);
        rig.RunSeconds(2);

        Assert.Equal(ClientState.Playing, player.Client.State);
        var applied = rig.SeatOf("ana").Inputs.Applied;
        rig.RunSeconds(1);
        Assert.InRange(rig.SeatOf("ana").Inputs.Applied - applied, 59, 61);
        Assert.InRange(rig.Room.World.Tick.Since(player.Client.Snapshot.Tick), 0, 8);
        Assert.InRange(player.Client.Interpolation!.SecondsBehind, 0, 0.2);
    }
}
