using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Panels;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model;

/// <summary>What the window looks like: the world with its layers first, then everything around it.</summary>
public static class ViewPicture
{
    /// <summary>Replaces the content of the list; the view learns what can be clicked.</summary>
    public static void Draw(ViewModel view, DrawList list, double framesPerSecond)
    {
        list.Clear();
        view.Spots.Clear();
        if (view.Facts is not { } facts)
        {
            list.Begin(Part.Banner);
            var text = view.Source.Banner.Length == 0 ? "waiting for the server" : view.Source.Banner;
            list.TextCentred(text, view.Layout.World.Centre.X, view.Layout.World.Centre.Y, Palette.Warning);
            return;
        }

        var world = new LayerContext(view.Shown, facts, view.Camera, view.Chronicle)
        {
            Selected = view.Selection.Entity,
            Chosen = view.Selection.Player,
            Acknowledged = view.Acknowledged,
            TrafficMissing = view.Source.TrafficMissing,
            KnowsCells = view.Source.KnowsCells,
            Played = view.IsPlaying ? view.Source.Played : null,
        };
        DrawWorld(view, world, list);
        var panels = new PanelContext(world, list, view.Spots, view.Scrolls);
        DrawPanels(view, panels, framesPerSecond);
        if (view.ShowsHelp)
            HelpPanel.Draw(panels, view.Layout.World);
        if (view.Source.Banner.Length != 0)
            TitlePanel.DrawBanner(list, view.Layout.World, view.Source.Banner);
    }

    private static void DrawWorld(ViewModel view, LayerContext world, DrawList list)
    {
        list.Clip(view.Layout.World);
        foreach (var layer in view.DrawnLayers)
        {
            if (layer.IsOn)
                layer.Draw(world, list);
        }

        foreach (var layer in view.DrawnLayers)
        {
            if (layer.IsOn)
                layer.DrawWords(world, list);
        }

        DrawSelection(world, list);
        list.Begin(Part.Ground);
        list.Unclip();
    }

    private static void DrawSelection(LayerContext world, DrawList list)
    {
        const float margin = 4;
        if (!EntitySearch.TryFind(world.Frame.View, world.Selected, out var entity))
            return;
        list.Begin(Part.Selection);
        var body = world.Camera.ToScreen(Bodies.AreaOf(world.Facts, entity));
        list.Outline(new Area(body.X - margin, body.Y - margin, body.Width + (2 * margin), body.Height + (2 * margin)), Palette.Selection);
        if (world.Chronicle.TryGetLastHit(world.Selected, world.Frame.Number, out var hit)
            && EntitySearch.TryGetAvatar(world.Frame.View, hit.Attacker, out var attacker))
        {
            var from = world.Camera.ToScreen(Units.Place(attacker));
            list.Line(from, body.Centre, Palette.Hit.WithAlpha(140));
            list.Ring(from, 14, Palette.Hit);
        }
    }

    private static void DrawPanels(ViewModel view, PanelContext panels, double framesPerSecond)
    {
        var layout = view.Layout;
        TitlePanel.Draw(panels, layout.Title, view.Source.Title, framesPerSecond, view.Source.Missed);
        if (layout.Legend.Width > 0)
        {
            LegendPanel.Draw(panels, layout.Legend, view.Layers);
            if (layout.Inspector.Height > 0)
                InspectorPanel.Draw(panels, layout.Inspector, view.Selection.IsFollowed);
        }

        if (layout.Graph.Width > 0)
        {
            if (view.Source.Played is { } played)
                NetPanel.Draw(panels, played.Figures, layout.Graph);
            else
                GraphPanel.Draw(panels, layout.Graph);
            if (layout.Figures.Height > 0)
                FiguresPanel.Draw(panels, layout.Figures);
            if (layout.Bytes.Height > 0)
                BytesPanel.Draw(panels, layout.Bytes);
            if (layout.Players.Height > 0)
                PlayersPanel.Draw(panels, layout.Players);
        }

        if (layout.Log.Height > 0)
        {
            LogPanel.Draw(panels, layout.Log);
            ConsolePanel.Draw(panels, layout.Console, view.Editor, view.Source.Commands);
        }

        TimelinePanel.Draw(panels, layout.Timeline, view.Playback, Marks(view));
    }

    private static IEnumerable<Mark> Marks(ViewModel view)
    {
        if (view.Source.Archive is not null)
            return view.Source.Marks;
        return Collected(view.Chronicle.Marks);
    }

    private static IEnumerable<Mark> Collected(BoundedLog<Mark> marks)
    {
        for (var index = 0; index < marks.Count; index++)
            yield return marks[index];
    }
}
