using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Panels;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Model;

/// <summary>What keys and mouse mean.</summary>
internal static class ViewHands
{
    public static void Obey(ViewModel view, ViewInput input)
    {
        Point(view, input);

        // Keys and letters of one picture come without an order between them. Who is writing ends a line far more often
        // than beginning one, and the key that opens the console is no letter of the line.
        var isWriting = view.Editor.IsFocused;
        if (isWriting)
            view.Editor.Type(input.Typed);
        foreach (var key in input.Keys)
            Press(view, key);
        if (!isWriting && view.Editor.IsFocused)
            view.Editor.Type(input.Typed.TrimStart('`'));
    }

    private static void Press(ViewModel view, ViewKey key)
    {
        if (view.Editor.IsFocused)
        {
            Write(view, key);
            return;
        }

        if (Watch(view, key) || TravelInTime(view, key))
            return;
        LayerSet.Toggle(view.Layers, key);
    }

    private static void Write(ViewModel view, ViewKey key)
    {
        List<string> players = [];
        foreach (var player in view.Shown.Players)
            players.Add(player.Name);
        if (view.Editor.Press(key, view.Source.Commands.Names, players) is not { } line)
            return;
        view.Scrolls.Rest(Part.Console);
        if (view.Source.Commands.Missing.Length != 0)
            view.Editor.Show(view.Source.Commands.Missing);
        else if (!view.Source.Commands.TryType(line))
            view.Editor.Show("Too many lines wait already.");
    }

    private static bool Watch(ViewModel view, ViewKey key)
    {
        switch (key)
        {
            case ViewKey.F1:
                view.ShowsHelp = !view.ShowsHelp;
                return true;
            case ViewKey.F2:
                view.ShowsLeft = !view.ShowsLeft;
                return true;
            case ViewKey.F3:
                view.ShowsRight = !view.ShowsRight;
                return true;
            case ViewKey.F4:
                view.ShowsLower = !view.ShowsLower;
                return true;
            case ViewKey.Tab:
                view.Selection.ChooseNext(view.Shown);
                return true;
            case ViewKey.LetterF:
                view.Selection.IsFollowed = !view.Selection.IsFollowed && !view.Selection.Entity.IsNone;
                return true;
            case ViewKey.LetterG:
                view.ShowAll();
                return true;
            case ViewKey.LetterR:
                view.WatchNextRoom();
                return true;
            case ViewKey.Escape:
                view.ShowsHelp = false;
                view.Selection.Clear();
                return true;
            case ViewKey.Enter or ViewKey.Grave:
                view.ShowsLower = true;
                view.Editor.IsFocused = true;
                return true;
            default:
                return false;
        }
    }

    private static bool TravelInTime(ViewModel view, ViewKey key)
    {
        var second = view.Facts?.TickRate ?? 1;
        switch (key)
        {
            case ViewKey.Space:
                view.Playback.TogglePause();
                return true;
            case ViewKey.Left:
                view.Playback.Step(-1);
                return true;
            case ViewKey.Right:
                view.Playback.Step(1);
                return true;
            case ViewKey.PageUp:
                view.Playback.Step(-second);
                return true;
            case ViewKey.PageDown:
                view.Playback.Step(second);
                return true;
            case ViewKey.Up:
                view.Playback.Faster();
                return true;
            case ViewKey.Down:
                view.Playback.Slower();
                return true;
            case ViewKey.Home:
                view.Playback.Seek(view.Playback.Oldest);
                return true;
            case ViewKey.End:
                view.Playback.GoLive();
                return true;
            default:
                return false;
        }
    }

    /// <summary>A press on the time line or the world begins a drag there; one that did not move the world is a click.</summary>
    private static void Point(ViewModel view, ViewInput input)
    {
        var drag = view.Drag;
        if (input.Wheel != 0)
            Turn(view, input);
        // In one's own hands the mouse shoots in the world; there is nothing to drag or choose there then.
        if (input.IsPressed && !(view.IsPlaying && view.Layout.World.Contains(input.Pointer) && SpotAt(view, input.Pointer) is null))
            drag.Begin(input.Pointer, SpotAt(view, input.Pointer));
        if (input.IsDown && drag.IsActive)
            Move(view, input.Pointer);
        if (input.IsReleased && drag.IsActive)
        {
            if (!drag.HasMoved)
                Click(view, drag.Spot, input.Pointer);
            drag.End();
        }
    }

    /// <summary>The wheel zooms the world and turns panels.</summary>
    private static void Turn(ViewModel view, ViewInput input)
    {
        for (var index = view.Spots.Count - 1; index >= 0; index--)
        {
            var spot = view.Spots[index];
            if (spot.Kind == SpotKind.Panel && spot.Area.Contains(input.Pointer))
            {
                view.Scrolls.Turn((Part)spot.Value, input.Wheel);
                return;
            }
        }

        if (view.Layout.World.Contains(input.Pointer))
            view.Camera.ZoomAt(input.Pointer, input.Wheel);
    }

    private static void Move(ViewModel view, Vector2 pointer)
    {
        var way = view.Drag.Move(pointer);
        if (view.Drag.Spot is { Kind: SpotKind.Timeline })
        {
            view.Playback.Seek(TimelinePanel.NumberAt(view.Layout.Timeline, view.Playback, pointer.X));
        }
        else if (view.Drag.Spot is null && view.Drag.HasMoved && view.Layout.World.Contains(view.Drag.Start))
        {
            view.Selection.IsFollowed = false;
            view.Camera.Drag(way);
        }
    }

    private static void Click(ViewModel view, HotSpot? spot, Vector2 pointer)
    {
        view.Editor.IsFocused = spot is { Kind: SpotKind.Console };
        switch (spot?.Kind)
        {
            case SpotKind.Layer:
                view.Layers[spot.Value.Value].IsOn = !view.Layers[spot.Value.Value].IsOn;
                break;
            case SpotKind.Player:
                view.Selection.ChoosePlayer(view.Shown, new PlayerSlot((ushort)spot.Value.Value));
                break;
            case null when view.Facts is { } facts && view.Layout.World.Contains(pointer):
                if (!view.Selection.TryChooseAt(view.Shown, facts, view.Camera.ToWorld(pointer), 1 / view.Camera.Zoom))
                    view.Selection.Clear();
                break;
            default:
                break;
        }
    }

    /// <summary>The topmost clickable thing there; null over the world itself.</summary>
    internal static HotSpot? SpotAt(ViewModel view, Vector2 pointer)
    {
        for (var index = view.Spots.Count - 1; index >= 0; index--)
        {
            if (view.Spots[index].Area.Contains(pointer))
                return view.Spots[index];
        }

        return null;
    }
}
