using System.Globalization;
using System.Text;

namespace Ecs.Benchmarks.Ticks;

/// <summary>Panels of milliseconds over sizes as one SVG, both axes logarithmic: what grows linearly is as steep as the dotted lines.</summary>
internal sealed class ScalingPlot
{
    private const int PanelWidth = 470;
    private const int Height = 360;
    private const int Left = 60;
    private const int Right = 130;  // the names of the lines stand there
    private const int Top = 40;
    private const int Bottom = 40;
    private const int LineHeight = 14;

    private static readonly (string Name, string Colour, Func<ScalingRow, double> Of)[] Lines =
    [
        ("whole tick", "#1b5e9e", static row => row.WholeTickMs),
        ("hash beside it", "#b5530c", static row => row.HashMs),
        ("movement", "#2f7d32", static row => row.MovementMs),
        ("its floor", "#777777", static row => row.VectorMovementMs),
    ];

    private readonly StringBuilder _panels = new();
    private int _count;

    /// <summary>One more panel to the right.</summary>
    /// <param name="title">What is on the axes, and what stays the same; as it stands in XML.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="size">What grows, above 0.</param>
    public void Add(string title, IReadOnlyList<ScalingRow> rows, Func<ScalingRow, double> size)
    {
        var sizes = Decades(rows.Select(size));
        var times = Decades(rows.SelectMany(static row => Lines.Select(line => Math.Max(line.Of(row), 0.001))));
        var axes = new Axes(sizes, times);
        Append($"<g transform=\"translate({_count++ * PanelWidth} 0)\">\n<text x=\"{Left}\" y=\"20\" font-weight=\"bold\">{title}</text>\n");
        AppendGrid(axes);
        foreach (var line in Lines)
        {
            var points = string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{axes.X(size(row)):F1},{axes.Y(line.Of(row)):F1}")));
            Append($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"2\"/>\n");
            foreach (var row in rows)
                Append($"<circle cx=\"{axes.X(size(row)):F1}\" cy=\"{axes.Y(line.Of(row)):F1}\" r=\"3\" fill=\"{line.Colour}\"/>\n");
        }

        AppendNames(axes, rows[^1], size(rows[^1]));
        Append($"</g>\n");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_count * PanelWidth} {Height}" font-family="sans-serif" font-size="12">
        <rect width="100%" height="100%" fill="#ffffff"/>
        {_panels}</svg>

        """);

    /// <summary>The powers of ten around all values.</summary>
    private static (int First, int Last) Decades(IEnumerable<double> values)
    {
        var logs = values.Select(Math.Log10).ToArray();
        var first = (int)Math.Floor(logs.Min());
        return (first, Math.Max((int)Math.Ceiling(logs.Max()), first + 1));
    }

    private static string NameOf(int power) => power switch
    {
        >= 6 => $"{Math.Pow(10, power - 6):F0} M",
        >= 3 => $"{Math.Pow(10, power - 3):F0} k",
        _ => Math.Pow(10, power).ToString(CultureInfo.InvariantCulture),
    };

    private void AppendGrid(Axes axes)
    {
        for (var power = axes.Sizes.First; power <= axes.Sizes.Last; power++)
        {
            var x = axes.X(Math.Pow(10, power));
            Append($"<line x1=\"{x:F1}\" y1=\"{Top}\" x2=\"{x:F1}\" y2=\"{Height - Bottom}\" stroke=\"#dddddd\"/>\n");
            Append($"<text x=\"{x:F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{NameOf(power)}</text>\n");
        }

        for (var power = axes.Times.First; power <= axes.Times.Last; power++)
        {
            var y = axes.Y(Math.Pow(10, power));
            Append($"<line x1=\"{Left}\" y1=\"{y:F1}\" x2=\"{PanelWidth - Right}\" y2=\"{y:F1}\" stroke=\"#dddddd\"/>\n");
            Append($"<text x=\"{Left - 6}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{NameOf(power)}</text>\n");

            // From here on so many times as much for so many times as many.
            var decades = Math.Min(axes.Sizes.Last - axes.Sizes.First, axes.Times.Last - power);
            var (endX, endY) = (axes.X(Math.Pow(10, axes.Sizes.First + decades)), axes.Y(Math.Pow(10, power + decades)));
            Append($"<line x1=\"{Left}\" y1=\"{y:F1}\" x2=\"{endX:F1}\" y2=\"{endY:F1}\" stroke=\"#cccccc\" stroke-dasharray=\"2 4\"/>\n");
        }
    }

    /// <summary>At the ends of the lines, pushed apart where these are close.</summary>
    private void AppendNames(Axes axes, ScalingRow last, double size)
    {
        var lowest = double.NegativeInfinity;
        foreach (var line in Lines.OrderBy(line => axes.Y(line.Of(last))))
        {
            lowest = Math.Max(axes.Y(line.Of(last)), lowest + LineHeight);
            Append($"<text x=\"{axes.X(size) + 8:F1}\" y=\"{lowest + 4:F1}\" fill=\"{line.Colour}\">{line.Name} {line.Of(last):G3}</text>\n");
        }
    }

    private void Append(FormattableString text) => _panels.Append(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Where values stand; times below a microsecond count as one.</summary>
    private readonly record struct Axes((int First, int Last) Sizes, (int First, int Last) Times)
    {
        public double X(double size) => Left + ((PanelWidth - Left - Right) * Part(Math.Log10(size), Sizes));

        public double Y(double time) => Height - Bottom - ((Height - Top - Bottom) * Part(Math.Log10(Math.Max(time, 0.001)), Times));

        private static double Part(double log, (int First, int Last) decades) => (log - decades.First) / (decades.Last - decades.First);
    }
}
