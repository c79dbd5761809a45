using Ecs.Protocol;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>A room with a password is for those who know it, whether they play or watch.</summary>
public sealed class LockedRoomTests : IDisposable
{
    private const string Password = "open sesame";

    private readonly ServerRig _rig = new(
        1,
        null,
        new RoomOptions { Name = "arena", Mode = "arena" },
        new RoomOptions { Name = "vip", Mode = "plaza", Password = Password });

    [Theory]
    [InlineData(PlayerRole.Player)]
    [InlineData(PlayerRole.Spectator)]
    public void Who_says_it_gets_in_and_who_does_not_is_told(PlayerRole role)
    {
        var friend = _rig.Invite("friend", with: options => options with { Room = "vip", Role = role, RoomPassword = Password });
        var stranger = _rig.Invite("stranger", with: options => options with { Room = "vip", Role = role, RoomPassword = "sesame" });
        _rig.RunSeconds(1);

        Assert.True(friend.Client.IsInRoom);
        Assert.False(stranger.Client.IsInRoom);
        Assert.Equal(Reason.WrongRoomPassword, Assert.Single(stranger.Refusals).Reason);
    }

    [Fact]
    public void A_mode_s_name_does_not_lead_into_a_locked_room()
    {
        var lost = _rig.Invite("lost", with: static options => options with { Room = "plaza" });
        _rig.RunSeconds(1);
        Assert.Equal(Reason.NoSuchRoom, Assert.Single(lost.Refusals).Reason);
    }

    [Fact]
    public void Five_guesses_a_minute_are_looked_at_for_one_address()
    {
        var guesser = _rig.Invite("guesser", with: static options => options with { Room = "vip", RoomPassword = "0" });
        _rig.RunSeconds(1);
        for (var guess = 1; guess < 20; guess++)
        {
            guesser.Client.Enter("vip", PlayerRole.Player, $"{guess}");
            _rig.Run(10);
        }

        var reasons = guesser.Refusals.GroupBy(static refusal => refusal.Reason).ToDictionary(static group => group.Key, static group => group.Count());
        Assert.Equal((5, 15), (reasons[Reason.WrongRoomPassword], reasons[Reason.Rate]));
    }

    [Fact]
    public void An_option_says_mode_limit_map_and_password()
    {
        var faults = new OptionFaults();
        var room = RoomDefinition.Read("vip", "arena,max=4,map=bunkers,password=x=y", "Rooms:vip", faults);
        Assert.Equal(("vip", "arena", 4, "bunkers", "x=y"), (room.Name, room.Mode, room.Players!.Value, room.Map, room.Password));
        Assert.Empty(faults.Lines);
    }

    public void Dispose() => _rig.Dispose();
}
