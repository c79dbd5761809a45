using System.Globalization;
using Ecs.Server.Metrics;
using Ecs.Simulation.Components;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>The recorded messages of the original's client library, said again at their times.</summary>
public sealed class SurvivalTranscriptTests
{
    [Fact]
    public void What_the_original_client_wrote_is_understood_and_answered()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        var now = 0;
        foreach (var (milliseconds, hex) in Recorded())
        {
            for (; (now + 1) * 1000 / 60 <= milliseconds; now++)
                rig.Run(1);

            zoe.SayHex(hex);
            zoe.Hear();
        }

        rig.RunSeconds(1);
        Assert.Equal(0, zoe.Client.CloseCode);
        Assert.Equal("[0]", Assert.Single(zoe.Heard("1")));
        Assert.StartsWith("[[\"s1\",0,\"Zoe\",", Assert.Single(zoe.Heard("2")), StringComparison.Ordinal);
        Assert.Equal(["[0,\"niño 😀\"]", $"[0,\"{new string('x', 30)}\"]", $"[0,\"{new string('y', 30)}\"]"], zoe.Heard("ch").Skip(1));
        Assert.Equal("[]", Assert.Single(zoe.Heard("pp")));

        // Five strokes: three hits, one place, and the button that was held for 300 ms, which is one, or two.
        Assert.InRange(zoe.Heard("7").Count, 5, 6);
        Assert.InRange(zoe.Heard("33").Count, 110, 130);
        Assert.Equal(7, rig.Drops(DropCause.UnknownMessage));
        Assert.Equal(0, rig.Drops(DropCause.Malformed) + rig.Drops(DropCause.OutOfRange) + rig.Drops(DropCause.OutOfOrder));
    }

    [Fact]
    public void Its_moves_go_where_it_pointed()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Connect();
        var headings = new List<(int X, int Y)>();
        foreach (var (_, hex) in Recorded().Take(8))
        {
            zoe.SayHex(hex);
            rig.Run(2);
            var intent = rig.Of<Intent>("Zoe");
            headings.Add((Math.Sign(intent.MoveX), Math.Sign(intent.MoveY)));
        }

        Assert.Equal([(0, 0), (1, 0), (1, 1), (0, -1), (-1, 0), (0, 0), (0, 0), (0, 0)], headings);
    }

    private static IEnumerable<(int Milliseconds, string Hex)> Recorded()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Survival", "client-2023.txt")))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var parts = line.Split(' ');
                yield return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
            }
        }
    }
}
