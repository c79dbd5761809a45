using System.Globalization;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>One line of a condensed capture; the files explain their format themselves.</summary>
internal sealed record CaptureLine(int Number, double Time, string Kind, string[] Words, bool IsLost, bool IsNotCompared)
{
    public string Text => string.Join(' ', Words);

    public override string ToString() => $"line {Number}: {Time} {Kind} {Text}";
}

/// <summary>A session of a capture file.</summary>
internal sealed record CaptureScript(string Name, IReadOnlyList<CaptureLine> Lines)
{
    public static IReadOnlyList<CaptureScript> Load(string file)
    {
        var scripts = new List<CaptureScript>();
        List<CaptureLine> lines = [];
        int number = 0;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "LiteNetLib", "Captures", file)))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("begin ", StringComparison.Ordinal))
            {
                lines = [];
                scripts.Add(new CaptureScript(line["begin ".Length..], lines));
                continue;
            }

            lines.Add(Parse(number, line));
        }

        return scripts;
    }

    /// <summary>Hex with parts like "12*ab" (12 bytes of ab) or "9*??" (9 bytes of filler, read as zero), joined by "+".</summary>
    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        foreach (string part in text.Split('+', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] repeat = part.Split('*');
            if (repeat.Length == 2)
            {
                byte value = repeat[1] == "??" ? (byte)0 : Convert.FromHexString(repeat[1])[0];
                bytes.AddRange(Enumerable.Repeat(value, int.Parse(repeat[0], CultureInfo.InvariantCulture)));
            }
            else
            {
                bytes.AddRange(Convert.FromHexString(part));
            }
        }

        return [.. bytes];
    }

    private static CaptureLine Parse(int number, string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double time = 0;
        if (double.TryParse(words[0], CultureInfo.InvariantCulture, out double parsed))
        {
            time = parsed;
            words = words[1..];
        }

        string kind = words[0].TrimEnd('!', '~');
        return new CaptureLine(number, time, kind, words[1..], words[0].EndsWith('!'), words[0].EndsWith('~'));
    }
}
