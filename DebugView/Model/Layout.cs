using System.Numerics;
using Ecs.DebugView.Model.Panels;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model;

/// <summary>Where everything is in a window of a size. Nothing overlaps; what is hidden leaves its room to the world.</summary>
public sealed record Layout
{
    private const float LeftWidth = 264;
    private const float RightWidth = 330;
    private const float LowerHeight = 132;

    /// <summary>A smaller world is of no use; panels give way.</summary>
    private const float SmallestWorld = 160;

    /// <summary>A panel that would be lower than this is left out.</summary>
    private const float SmallestPanel = 60;

    private Layout()
    {
    }

    public Area Title { get; private init; }

    public Area World { get; private init; }

    public Area Legend { get; private init; }

    public Area Inspector { get; private init; }

    public Area Graph { get; private init; }

    public Area Figures { get; private init; }

    public Area Bytes { get; private init; }

    public Area Players { get; private init; }

    public Area Log { get; private init; }

    public Area Console { get; private init; }

    public Area Timeline { get; private init; }

    public static Layout Of(Vector2 window, int layers, bool showsLeft, bool showsRight, bool showsLower, bool isPlayed = false)
    {
        var left = showsLeft && window.X > LeftWidth + SmallestWorld ? LeftWidth : 0;
        var right = showsRight && window.X > left + RightWidth + SmallestWorld ? RightWidth : 0;
        var top = TitlePanel.Height;
        var timeline = window.Y - TimelinePanel.Height;
        var lower = showsLower && timeline - top > LowerHeight + SmallestWorld ? LowerHeight : 0;
        var bottom = timeline - lower;
        var legend = Math.Min(bottom - top, LegendPanel.HeightOf(layers));
        var graph = Math.Min(timeline - top, isPlayed ? NetPanel.Height : GraphPanel.Height);
        var rightX = window.X - right;
        var half = MathF.Floor(rightX / 2);
        var rest = timeline - top - graph;
        var figures = rest >= FiguresPanel.Height ? FiguresPanel.Height : 0;
        rest -= figures;
        var bytes = rest >= BytesPanel.Height + SmallestPanel ? BytesPanel.Height : 0;
        rest -= bytes;
        return new Layout
        {
            Title = new(0, 0, window.X, top),
            World = new(left, top, window.X - left - right, bottom - top),
            Legend = new(0, top, left, legend),
            Inspector = new(0, top + legend, left, Room(bottom - top - legend)),
            Graph = new(rightX, top, right, graph),
            Figures = new(rightX, top + graph, right, figures),
            Bytes = new(rightX, top + graph + figures, right, bytes),
            Players = new(rightX, top + graph + figures + bytes, right, Room(rest)),
            Log = new(0, bottom, half, lower),
            Console = new(half, bottom, rightX - half, lower),
            Timeline = new(0, timeline, window.X, TimelinePanel.Height),
        };
    }

    private static float Room(float height) => height < SmallestPanel ? 0 : height;
}
