using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Client;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Sources.Remote;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation.Maps;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.DebugView.Sources;

/// <summary>A server elsewhere: getting in, being told, losing it and finding it again.</summary>
[Collection(SocketLane.Name)]
public sealed class RemoteSourceTests
{
    private const string Token = "operators-token";

    [Fact]
    public void A_spectator_sees_the_world_and_lacks_the_figures()
    {
        using var rig = Rig();
        using var source = Connect(rig);
        using var view = new ViewModel(source);
        Assert.True(view.IsWaiting);
        Turn(rig, view, ticks: 60);

        Assert.False(view.IsWaiting);
        Assert.Equal("arena", view.Facts!.Room);
        Assert.Equal(4, view.Shown.Players.Length);
        Assert.Equal("bot-1", view.Shown.Players[0].Name);
        Assert.NotEqual(0, view.Shown.View.Entities.Length);
        Assert.False(view.Shown.Figures.Has(FrameParts.Tick));
        Assert.Equal("needs an operator's --token", source.Commands.Missing);
        Assert.Equal("", source.Banner);
    }

    [Fact]
    public void An_operator_has_figures_and_the_console()
    {
        using var rig = Rig();
        rig.Server.Operators.Execute = static (_, line) => $"done: {line}";
        using var source = Connect(rig, Token);
        using var view = new ViewModel(source);
        rig.Seat("ana");
        Turn(rig, view, ticks: 90);

        Assert.True(view.Shown.Figures.Has(FrameParts.Tick | FrameParts.Traffic | FrameParts.PlayerTraffic));
        Assert.Equal(5, view.Shown.Figures.Players);
        Assert.True(view.Shown.TryGetPlayer(rig.SeatOf("ana").Slot, out var ana));
        Assert.NotEqual(default, ana.Acknowledged);
        Assert.NotEqual(0, ana.Held);
        Assert.Equal(TrafficShares.NativeCauses, view.Shown.Shares.Causes.Select(static cause => cause.Name));
        Assert.True(view.Shown.Shares.Bits > 0);
        Assert.Contains(view.Shown.Shares.Components, static component => component is { Name: "Health", Bits: > 0 });
        Assert.Contains("kick", source.Commands.Names);
        Assert.True(source.Commands.TryType("status"));
        Turn(rig, view, ticks: 5);
        Assert.Contains("done: status", view.Editor.Output);
    }

    [Theory]
    [InlineData("a-wrong-token", "", ExitCode.BadOption, "does not know this --token")]
    [InlineData("", "nowhere", ExitCode.BadOption, "has no such room")]
    public void Who_is_refused_is_told_what_to_change(string token, string room, int code, string text)
    {
        using var rig = Rig();
        using var source = Connect(rig, token, room);
        using var view = new ViewModel(source);
        Turn(rig, view, ticks: 60);

        Assert.Equal(code, source.ExitCode);
        Assert.Contains(text, source.Fault);
    }

    [Fact]
    public void Nobody_there_is_an_exit_code_of_its_own()
    {
        // The port was free a moment ago.
        using var free = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.Client.LocalEndPoint!).Port;
        free.Close();
        using var source = RemoteSource.TryOpen(new DnsEndPoint("127.0.0.1", port), TestGames.Shipped, new RemoteEntry("", ""), new StopRequest(), out var fault);
        Assert.Equal("", fault);
        var ended = SpinWait.SpinUntil(
            () =>
            {
                source!.Update();
                return source.ExitCode is not null;
            },
            Patience.Limit);

        Assert.True(ended);
        Assert.Equal(ExitCode.Missing, source!.ExitCode);
        Assert.Equal($"nobody answers at 127.0.0.1:{port}", source.Fault);
    }

    [Fact]
    public void A_lost_server_leaves_its_last_moment_under_a_banner_and_comes_back()
    {
        using var rig = Rig();
        using var source = Connect(rig);
        using var view = new ViewModel(source);
        Turn(rig, view, ticks: 60);
        var entities = view.Shown.View.Entities.ToArray();
        foreach (var session in rig.Door.Sessions.ToArray())
            session.Drop(Reason.ServerStopping, "");

        Turn(rig, view, ticks: 30);
        Assert.Contains("trying again", source.Banner);
        Assert.Null(source.ExitCode);
        var number = view.Shown.Number;
        Assert.Equal(entities.Length == 0, view.Shown.View.Entities.Length == 0);
        Turn(rig, view, ticks: 120);

        Assert.Equal("", source.Banner);
        Assert.True(view.Shown.Number > number);
        Assert.Equal(rig.Room.World.Tick.Value, view.Shown.View.Tick.Value, tolerance: 4u);
    }

    [Fact]
    public void A_map_that_is_not_on_this_machine_is_had_from_the_server_and_drawn()
    {
        // Called like one that is here, and another.
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Maps", "arena.tmj")));
        Assert.True(Map.TryParse("arena", Encoding.UTF8.GetBytes(text.Replace("\"width\":1280", "\"width\":1296", StringComparison.Ordinal).Replace("\"width\": 1280", "\"width\": 1296", StringComparison.Ordinal)), out var other, out var fault), fault);
        Assert.NotEqual(TestMaps.Arena.Hash, other.Hash);
        using var rig = new ServerRig(threads: 1, seed: 1, new NativeOptions { OperatorToken = Token }, [new RoomOptions { Bots = 4 }], other);
        using var source = Connect(rig);
        using var view = new ViewModel(source);
        rig.RunUntil(
            () =>
            {
                view.Update(new ViewInput(), 1 / 60.0);
                return view.Facts is not null;
            },
            seconds: 2);
        Assert.Null(view.Facts!.Map);
        Turn(rig, view, ticks: 120);

        Assert.Equal(other.Hash, view.Facts.Map!.Hash);
        Assert.NotEqual(default, view.Facts.AvatarHalf);
        var known = view.Facts;
        foreach (var session in rig.Door.Sessions.ToArray())
            session.Drop(Reason.ServerStopping, "");
        Turn(rig, view, ticks: 150);
        Assert.Equal("", source.Banner);
        Assert.Same(known, view.Facts);
    }

    private static ServerRig Rig() => new(sessions: new NativeOptions { OperatorToken = Token }, rooms: new RoomOptions { Bots = 4 });

    private static RemoteSource Connect(ServerRig rig, string token = "", string room = "")
    {
        var options = new ClientOptions { Name = "viewer", Token = token, Room = room, Role = PlayerRole.Spectator };
        return new RemoteSource(
            "rig", TestGames.Shipped, () => new GameClient(new MemoryTransport(() => rig.Carrier.Connect()), options, rig.Time), rig.Time, new StopRequest());
    }

    private static void Turn(ServerRig rig, ViewModel view, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            rig.Run(1);
            view.Update(new ViewInput(), 1 / 60.0);
        }
    }
}
