using Ecs.Client;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.DebugView.Sources.Remote;
using Ecs.Server.Base;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Views;
using Ecs.Tests.DebugView.Testing;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.DebugView.Play;

/// <summary>Somebody plays in the window, 100 ms from the server.</summary>
public sealed class PlayedTests
{
    private static readonly LinkConditions Far = new() { Delay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public void Keys_move_the_own_avatar_before_the_server_can_have_heard_of_them()
    {
        using var rig = Rig();
        using var source = Connect(rig);
        using var view = new ViewModel(source);
        Turn(rig, view, 120, HeldControls.None);
        var before = Own(view);
        Assert.Equal(before.Id, view.Selection.Entity);
        Assert.True(view.Selection.IsFollowed);

        Turn(rig, view, 4, HeldControls.Right);
        var drawn = Own(view);
        Assert.True(rig.Room.World.TryRead(drawn.Id, out Position told));
        Assert.Equal(before.X, told.X);
        Assert.True(drawn.X > before.X, $"drawn at {drawn.X}, not beyond {before.X}");

        Turn(rig, view, 60, HeldControls.None);
        Assert.True(rig.Room.World.TryRead(drawn.Id, out Position later));
        Assert.Equal(later.X, Own(view).X);
        Assert.DoesNotContain(Lines(view), static line => line.StartsWith("corrected", StringComparison.Ordinal));
    }

    [Fact]
    public void A_correction_is_marked_with_its_reason_and_the_net_graph_counts_it()
    {
        using var rig = Rig();
        using var source = Connect(rig);
        using var view = new ViewModel(source);
        Turn(rig, view, 120, HeldControls.None);
        Assert.True(rig.Room.TryOrder(new OperatorCommand(OperatorCode.Damage, rig.SeatOf("ana").Slot, 30)));
        Turn(rig, view, 60, HeldControls.Down);

        Assert.True(rig.Room.World.TryRead(rig.SeatOf("ana").Avatar, out Health health));
        Assert.Equal(70, health.Current);
        Assert.Contains("corrected: push", Lines(view));
        var picture = new DrawList(new PlainText());
        ViewPicture.Draw(view, picture, framesPerSecond: 60);
        var net = Texts(picture, Part.Net);
        Assert.Contains("push", net);
        Assert.Contains("missed input", net);
        Assert.Contains("Position", net);
        Assert.Contains(picture.Items.ToArray(), static item => item is { Part: Part.Ghosts, Shape: Shape.Line });
        Assert.Contains(picture.Items.ToArray(), static item => item is { Part: Part.Ghosts, Shape: Shape.Outline });
    }

    [Fact]
    public void Who_looks_at_the_past_rests()
    {
        using var rig = Rig();
        using var source = Connect(rig);
        using var view = new ViewModel(source);
        Turn(rig, view, 120, HeldControls.None);
        rig.Run(1);
        view.Update(new ViewInput { Keys = [ViewKey.Left] }, 1 / 60.0);
        var place = Own(rig);
        Turn(rig, view, 30, HeldControls.Right);

        Assert.Equal(place, Own(rig));
    }

    private static ServerRig Rig() => new(rooms: new RoomOptions { Mode = "survival" });

    private static RemoteSource Connect(ServerRig rig)
    {
        var options = new ClientOptions { Name = "ana", Games = TestGames.Shipped, Maps = [rig.Room.World.Map], Interpolates = true };
        return new RemoteSource(
            "rig",
            TestGames.Shipped,
            () => new GameClient(new MemoryTransport(() => rig.Carrier.Connect(Far, Far)), options, rig.Time),
            rig.Time,
            new StopRequest(),
            plays: true);
    }

    private static void Turn(ServerRig rig, ViewModel view, int ticks, HeldControls held)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            rig.Run(1);
            view.Update(new ViewInput { Held = held }, 1 / 60.0);
        }
    }

    private static EntityState Own(ViewModel view)
    {
        Assert.True(EntitySearch.TryGetAvatar(view.Shown.View, view.Source.Played!.Slot, out var own));
        return own;
    }

    private static (int X, int Y) Own(ServerRig rig)
    {
        Assert.True(rig.Room.World.TryRead(rig.SeatOf("ana").Avatar, out Position own));
        return (own.X.Raw, own.Y.Raw);
    }

    private static List<string> Lines(ViewModel view)
    {
        var lines = new List<string>();
        for (var index = 0; index < view.Chronicle.Lines.Count; index++)
            lines.Add(view.Chronicle.Lines[index].Text);
        return lines;
    }

    private static string[] Texts(DrawList picture, Part part) =>
        [.. picture.Items.ToArray().Where(item => item.Part == part && item.Shape == Shape.Text).Select(static item => item.Text)];
}
