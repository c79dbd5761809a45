using Ecs.DebugView.Model.Picture;
using static Raylib_cs.Raylib;

namespace Ecs.DebugView.Drawing;

/// <summary>Measures with the window's own font; the window must be open.</summary>
internal sealed class RaylibText : ITextMeasure
{
    public int Width(string text, int fontSize) => MeasureText(text, fontSize);
}
