using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Tests.Server.Doors.Native.Udp.Gate;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>Between client and server lies something that swallows longer datagrams, as tunnels do where nobody may cut them.</summary>
[Collection(SocketLane.Name)]
public sealed class PathTests
{
    [Theory]
    [InlineData(1_500, 1_001)]
    [InlineData(1_000, 900)]
    [InlineData(576, 548)]
    [InlineData(548, 548)]
    public void The_longest_datagram_that_gets_through_is_found_and_kept_to(int limit, int found)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana", limit);
        var session = rig.Server.Names.Find("ana") as NativeGuest ?? throw new InvalidOperationException("no session");

        rig.Run(() => session.Peer.PathBytes == found && ana.Transport.PathBytes == found);
        Crowd(rig, 40);
        var before = ana.Client.Figures.Snapshots;
        var swallowed = ana.Swallowed;
        rig.Run(() => ana.Client.Figures.Snapshots > before + 60);

        // With that many in the room a snapshot is longer than one datagram.
        Assert.True(ana.Client.View.Entities.Length > 40);
        Assert.Equal(swallowed, ana.Swallowed);
        Assert.Equal(0, ana.Client.Figures.UselessParts);
    }

    [Theory]
    [InlineData(1_500)]
    [InlineData(576)]
    public void A_map_comes_in_datagrams_that_get_through(int limit)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana", limit);
        var turns = 0;
        rig.Run(() => ++turns > 120);
        var swallowed = ana.Swallowed;

        Assert.True(ana.Client.RequestMap());
        rig.Run(() => ana.Client.ReceivedMap is not null);
        Assert.Equal(ana.Client.Room.MapHash, ana.Client.ReceivedMap!.Hash);
        Assert.Equal(swallowed, ana.Swallowed);
        Assert.Equal(0, ana.Client.Figures.UselessMapParts);
    }

    [Theory]
    [InlineData(1_000, 850)]
    [InlineData(576, 500)]
    public void A_text_is_cut_to_the_path_and_arrives(int limit, int least)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana", limit);
        var turns = 0;
        rig.Run(() => ++turns > 120);

        // The longest that chat takes, four bytes each.
        ana.Client.Say(string.Concat(Enumerable.Repeat("\U0001F600", 256)));
        rig.Run(() => ana.Client.Chat.Count > 0);

        Assert.True(ana.Client.Chat.TryTake(out var line));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line.Text), least, limit);
        Assert.True(ana.Client.IsInRoom);
    }

    [Fact]
    public void A_path_that_is_too_narrow_ends_the_connection_and_both_sides_say_so()
    {
        using var rig = new GateRig();
        var ana = rig.Dial("ana", 500);
        var began = rig.Server.Clock.Now;

        rig.Run(() => ana.Client.State == ClientState.Ended);
        rig.Run(() => rig.Carrier.PeerCount == 0);

        Assert.Equal(Reason.NarrowPath, ana.Client.EndReason);
        Assert.InRange((rig.Server.Clock.Now - began).TotalSeconds, 3, 5.5);
        Assert.Contains(rig.Log.Lines, static line => line.Contains("NarrowPath", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_goes_dead_while_its_path_is_measured_is_not_called_narrow()
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana", 547);
        var began = rig.Server.Clock.Now;
        ana.Limit = 0;
        rig.Run(() => rig.Server.Clock.Now - began > TimeSpan.FromSeconds(6));
        Assert.True(ana.Client.IsInRoom);

        ana.Limit = int.MaxValue;
        rig.Run(() => ana.Transport.PathBytes == Limits.LongestPath);
        Assert.True(ana.Client.IsInRoom);
    }

    [Fact]
    public void Whoever_comes_back_over_a_narrower_way_measures_that()
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");
        rig.Run(() => ana.Transport.PathBytes == Limits.LongestPath);
        var avatar = ana.Client.Room.Avatar;
        ana.Limit = 0;
        rig.Run(() => ana.Client.State == ClientState.Returning);
        ana.Limit = 700;

        rig.Run(() => ana.Client.IsInRoom && ana.Transport.PathBytes == 660);

        Assert.Equal(avatar, ana.Client.Room.Avatar);
        Assert.Equal(660, (rig.Server.Names.Find("ana") as NativeGuest)!.Peer.PathBytes);
        Assert.Equal(1, ana.Client.Figures.Resumes);
    }

    /// <summary>Others in the same room, who come without anything in between.</summary>
    private static void Crowd(GateRig rig, int count)
    {
        for (var number = 0; number < count; number++)
            rig.Join($"other-{number}");
    }
}
