using Ecs.DebugView.Model.Picture;

namespace Ecs.Tests.DebugView.Testing;

/// <summary>Every letter is as wide as the widest of the window's font, so what fits here fits there.</summary>
internal sealed class PlainText : ITextMeasure
{
    public int Width(string text, int fontSize) => text.Length * 6 * fontSize / DrawList.FontSize;
}
