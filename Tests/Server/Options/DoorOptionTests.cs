using Ecs.Server.Options;

namespace Ecs.Tests.Server.Options;

/// <summary>Which doors lead to which rooms.</summary>
public sealed class DoorOptionTests
{
    [Fact]
    public void A_door_without_a_rooms_name_leads_to_the_first_of_its_mode_which_is_opened_where_there_is_none()
    {
        var options = Read("--doors", "arena,waves:5055", "--room", "second=arena");

        Assert.Equal([new DoorEntry("arena", 9913), new DoorEntry("waves", 5055)], options.Doors);
        Assert.Equal(["arena", "second", "waves"], options.AllRooms.Select(static room => room.Name));
        Assert.Equal(["arena", "waves"], options.Doors.Select(door => options.RoomOf(door)!.Name));
    }

    [Fact]
    public void All_is_one_door_of_each_kind_with_a_room_each()
    {
        var options = Read("--doors", "all", "--mode", "plaza");

        Assert.Equal(["plaza", "arena", "waves", "argentum", "survival"], options.AllRooms.Select(static room => room.Mode));
        Assert.All(options.Doors, door => Assert.Equal(door.Name, options.RoomOf(door)!.Mode));
    }

    [Fact]
    public void Several_doors_of_a_kind_lead_to_the_same_room_or_to_others()
    {
        var options = Read("--room", "duel=arena", "--doors", "arena, arena=duel:9914, arena=duel:0, arena=duel:0");

        Assert.Equal(["arena", "duel", "duel", "duel"], options.Doors.Select(door => options.RoomOf(door)!.Name));
        Assert.Equal(["arena", "duel"], options.AllRooms.Select(static room => room.Name));
    }

    [Fact]
    public void A_door_with_an_empty_name_opens_no_room()
    {
        var options = Read("--doors", "waves=:5055");

        Assert.Equal([new DoorEntry("waves", 5055, "")], options.Doors);
        Assert.Equal(["arena"], options.AllRooms.Select(static room => room.Name));
    }

    [Fact]
    public void A_door_that_cannot_serve_the_mode_of_its_room_is_a_fault_that_names_both() => Assert.Equal(
        "Doors (--doors): the door waves cannot serve the mode arena of the room \"duel\"; it serves waves",
        Assert.Single(Settings.FromLine("--room", "duel=arena", "--doors", "waves=duel").Faults));

    private static ServerOptions Read(params string[] arguments)
    {
        var read = Settings.FromLine(arguments);
        Assert.Empty(read.Faults);
        return read.Options;
    }
}
