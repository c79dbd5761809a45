namespace Ecs.DebugView.Model.Picture;

/// <summary>Breaks texts into lines that fit a width.</summary>
public static class TextWrap
{
    /// <summary>
    /// The lines of a text, each at most <paramref name="width"/> pixels wide: broken at blanks, and inside a word only where the
    /// word alone is too wide. At least one line, and at least a letter on each.
    /// </summary>
    public static List<string> Lines(DrawList list, string text, float width)
    {
        var lines = new List<string>();
        var start = 0;
        while (list.WidthOf(text[start..]) > width && start < text.Length - 1)
        {
            var fits = Fitting(list, text, start, width);
            var blank = text.LastIndexOf(' ', start + fits, fits);
            var end = blank > start ? blank : start + fits;
            lines.Add(text[start..end]);
            start = blank > start ? blank + 1 : end;
        }

        lines.Add(text[start..]);
        return lines;
    }

    /// <summary>How many letters from a place on fit, at least one.</summary>
    private static int Fitting(DrawList list, string text, int start, float width)
    {
        var low = 1;
        var high = text.Length - start - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (list.WidthOf(text.Substring(start, middle)) <= width)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
