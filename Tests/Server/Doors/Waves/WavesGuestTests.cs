using System.Net;
using Ecs.Protocol;
using Ecs.Server.Rooms;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>Players of other doors among the ships, as an original client sees them: by their address.</summary>
public sealed class WavesGuestTests
{
    [Theory]
    [InlineData("192.0.2.5:4000", """["192.0.2.5", 4000]""")]
    [InlineData("[::ffff:192.0.2.5]:4000", """["192.0.2.5", 4000]""")]
    [InlineData("[2001:db8::7]:4000", """["2001:db8::7", 4000]""")]
    [InlineData("memory", """["127.0.0.1", 2]""")]
    [InlineData("192.0.2.5", """["127.0.0.1", 2]""")]
    public void A_guest_is_shown_by_its_address_or_by_the_number_of_its_seat(string address, string expected)
    {
        using var rig = new WavesRig();
        var client = rig.Connect();
        rig.Run(5);
        Join(rig, address);
        rig.Run(3);

        Assert.Equal(1, client.Ship);
        Assert.Equal(expected, client.State.GetProperty("user2").GetRawText());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_guest_with_the_address_of_a_client_is_shown_with_another_so_that_the_client_finds_itself(bool isGuestFirst)
    {
        using var rig = new WavesRig();
        var home = IPAddress.Parse("192.0.2.5");
        var address = $"{home}:50000"; // The port of the first connection in memory.
        if (isGuestFirst)
        {
            Join(rig, address);
            rig.Run(3);
        }

        var client = rig.Connect(home);
        rig.Run(5);
        if (!isGuestFirst)
        {
            Join(rig, address);
            rig.Run(3);
        }

        var guest = isGuestFirst ? 1 : 2;
        Assert.Equal($$"""{"ip": "192.0.2.5", "port": 50000}""", client.Welcome);
        Assert.Equal(3 - guest, client.Ship);
        Assert.Equal($"[\"127.0.0.1\", {guest}]", client.State.GetProperty($"user{guest}").GetRawText());
    }

    private static void Join(WavesRig rig, string address)
    {
        var guest = new Neighbour(rig.Rig.Server.Context, address);
        Assert.True(guest.TryTakeName("guest"));
        Assert.True(guest.TryJoin(rig.Room));
    }

    private sealed class Neighbour(DoorContext context, string address) : Guest(context)
    {
        public override string Address => address;

        protected override void Close(Reason reason, string text)
        {
        }
    }
}
