using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>Who is still choosing a room sees it open and close.</summary>
public sealed class RoomMenuTests
{
    [Fact]
    public void A_room_that_opens_and_one_that_closes_are_told_to_whoever_is_in_no_room()
    {
        using var rig = new ServerRig(1, null, new Ecs.Server.Rooms.RoomOptions { Name = "one" });
        var chooses = rig.Dial();
        chooses.Authenticate("ana");
        var plays = rig.Enter("bob");
        var stranger = rig.Dial();
        rig.Run(3);
        Assert.Equal(0, chooses.Count(MessageId.RoomList));

        var room = rig.Server.OpenRoom(new() { Name = "two" }, TestMaps.Arena);
        rig.Run(3);
        Assert.Equal(["one", "two"], NamesOf(chooses));

        rig.Server.CloseRoom(room);
        room.Dispose();
        rig.Run(3);
        Assert.Equal(["one"], NamesOf(chooses));

        rig.Run(30);
        Assert.Equal((2, 0, 0), (chooses.Count(MessageId.RoomList), plays.Count(MessageId.RoomList), stranger.Count(MessageId.RoomList)));
    }

    private static IEnumerable<string> NamesOf(RawClient client)
    {
        var list = client.Get<RoomList>().Rooms;
        var entries = new RoomEntry[list.Count];
        list.CopyTo(entries);
        return entries.Select(static entry => entry.Name);
    }
}
