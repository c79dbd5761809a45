namespace Ecs.DebugView.Model.Picture;

/// <summary>Knows how wide a text comes out, so that the picture can be laid out without a window.</summary>
public interface ITextMeasure
{
    /// <summary>Pixels of one line.</summary>
    int Width(string text, int fontSize);
}
