using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Play;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>
/// What the own player's client foretells: the ghost of where the server last said that the own avatar is, behind where it is drawn; and for a
/// while each correction, from where it was predicted to where it belonged, with the reason.
/// </summary>
public sealed class PredictionLayer() : Layer("Prediction", ViewKey.LetterP, Palette.Correction)
{
    private const float Gap = 6; // pixels between a ghost and its words

    public override int Depth => -30;

    public override string Missing(LayerContext context) => context.Played is null ? "needs --play" : "";

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Played is not { } played)
            return;
        list.Begin(Part.Ghosts);
        if (EntitySearch.TryGetAvatar(played.Told, played.Slot, out var told))
            list.Outline(context.Camera.ToScreen(Bodies.AreaOf(context.Facts, told)), Palette.Acknowledged);
        if (!EntitySearch.TryGetAvatar(played.Drawn, played.Slot, out var own))
            return;
        for (var index = 0; index < played.Marks.Count; index++)
            DrawMark(context, list, played, played.Marks[index], own);
    }

    private static void DrawMark(LayerContext context, DrawList list, IPlayed played, in CorrectionMark mark, in EntityState own)
    {
        var age = played.FadeOf(mark);
        if (age >= 1)
            return;
        var color = Palette.Correction.WithAlpha((byte)(255 - (200 * age)));
        var body = Bodies.AreaOf(context.Facts, own);
        var (ghost, place) = (context.Camera.ToScreen(mark.Predicted), context.Camera.ToScreen(mark.Corrected));
        var (width, height) = (body.Width * context.Camera.Zoom, body.Height * context.Camera.Zoom);
        list.Outline(new Area(ghost.X - (width / 2), ghost.Y - (height / 2), width, height), color);
        list.Line(ghost, place, color, 2);
        var words = new Area(ghost.X + (width / 2) + Gap, ghost.Y - (DrawList.FontSize / 2f), list.WidthOf(mark.Reason), DrawList.FontSize);
        if (context.Camera.View.Holds(words) && context.Labels.TryTake(words))
            list.Text(mark.Reason, words.X, words.Y, color);
    }
}
