using Ecs.Protocol;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>What operators hear about the server, and nobody else does.</summary>
public sealed class DiagnosticsTests
{
    private const string Token = "operators-token";

    private static readonly NativeOptions Sessions = new() { OperatorToken = Token };

    [Fact]
    public void An_operator_in_a_room_is_told_ten_times_a_second()
    {
        using var rig = new ServerRig(sessions: Sessions);
        var op = rig.Seat("op", with: options => options with { Token = Token, Role = PlayerRole.Spectator });
        var ana = rig.Seat("ana");
        var before = op.Client.DiagnosticsCount;
        rig.RunSeconds(2);

        Assert.InRange(op.Client.DiagnosticsCount - before, 19, 21);
        Assert.Equal(0, ana.Client.DiagnosticsCount);
        Assert.Equal(1, op.Client.Diagnostics.Players);
        Assert.Equal(2, op.Client.Diagnostics.Sessions);
        var person = Assert.Single(op.Client.DiagnosticsPeople.ToArray());
        Assert.Equal(ana.Client.Slot, person.Slot);
        Assert.InRange(rig.Room.World.Tick.Since(person.Acknowledged), 0, 34);
        Assert.Equal(ana.Client.Picture.Entities.Length, person.Held);
    }

    [Fact]
    public void An_operator_is_told_what_the_bits_of_the_room_were_spent_on()
    {
        using var rig = new ServerRig(sessions: Sessions, rooms: new RoomOptions { Bots = 4 });
        var op = rig.Seat("op", with: options => options with { Token = Token });
        rig.Seat("ana");
        rig.RunSeconds(1);
        var before = Sum(rig);
        rig.RunSeconds(0.5);
        var told = op.Client.DiagnosticsCauses.ToArray();
        var components = op.Client.DiagnosticsComponents.ToArray();
        var after = Sum(rig);

        Assert.Equal(TrafficShares.NativeCauses, after.Causes.Select(static cause => cause.Name));
        Assert.Equal(after.Causes.Count, told.Length);
        Assert.Equal(after.Components.Select(static component => component.Name), op.Client.Components);
        Assert.Equal(after.Components.Count, components.Length);
        Assert.All(told, (bits, cause) => Assert.InRange((long)bits, before.Causes[cause].Bits, after.Causes[cause].Bits));
        Assert.All(components, (bits, component) => Assert.InRange((long)bits, before.Components[component].Bits, after.Components[component].Bits));
        Assert.True(told.Sum(static bits => (long)bits) > before.Bits);
    }

    private static TrafficShares Sum(ServerRig rig)
    {
        var shares = new TrafficShares();
        foreach (var person in rig.Server.Names.People)
            person.ShareTraffic(shares);
        return shares;
    }

    [Fact]
    public void Who_stops_being_an_operator_hears_no_more()
    {
        using var rig = new ServerRig(sessions: Sessions);
        var op = rig.Seat("op", with: options => options with { Token = Token });
        rig.RunSeconds(1);
        rig.Server.Names.Find("op")!.ChangeRole(PlayerRole.Player);
        rig.RunSeconds(0.2);
        var before = op.Client.DiagnosticsCount;
        rig.RunSeconds(1);

        Assert.True(before > 0);
        Assert.Equal(before, op.Client.DiagnosticsCount);
    }
}
