using Ecs.Client.Inputs;
using Ecs.Client.Prediction;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Client.Prediction;

/// <summary>
/// Somebody walks alone, nothing acts on it, and once the network or the server fails in one way: the client is corrected, names this reason, and no other.
/// </summary>
public sealed class CorrectionReasonTests(ITestOutputHelper output)
{
    private const int Seed = 17;

    /// <summary>The server stood still and gave the time up: what a far client says meanwhile is for ticks too far ahead.</summary>
    [Theory]
    [InlineData(90, 250)]
    [InlineData(120, 300)]
    [InlineData(150, 350)]
    public void Commands_that_a_server_refused_after_it_stood_still_are_named(int stall, int delay)
    {
        using var run = Begin(delay);
        run.StallServer(stall);
        run.Run(240);

        AssertOnly(run, CorrectionReason.CommandRefused);
        Assert.True(run.Rig.SeatOf("p0").Inputs.Missed > 0);
    }

    /// <summary>Commands are lost and the client hears of it at once.</summary>
    [Fact]
    public void Commands_that_were_lost_are_named()
    {
        using var run = Begin(delay: 50);
        run.Line(0).Up.IsCut = true;
        run.Run(30);
        run.Line(0).Up.IsCut = false;
        run.Run(120);

        AssertOnly(run, CorrectionReason.MissedInput);
    }

    /// <summary>The same, in the beginning of a silence that is longer than the server remembers why.</summary>
    [Theory]
    [InlineData(110)]
    [InlineData(180)]
    public void A_silence_that_is_longer_than_acts_are_told_is_named(int silence)
    {
        using var run = Begin(delay: 50);
        (run.Line(0).Up.IsCut, run.Line(0).Down.IsCut) = (true, true);
        run.Run(30);
        run.Line(0).Up.IsCut = false;
        run.Run(silence - 30);
        run.Line(0).Down.IsCut = false;
        run.Run(120);

        AssertOnly(run, CorrectionReason.LostSnapshot);
        Assert.Equal(1, run.Result.Corrections(CorrectionReason.LostSnapshot));
    }

    /// <summary>A silence by itself is no reason: what nothing acted on is as predicted, however long nobody said so.</summary>
    [Fact]
    public void A_silence_in_which_nothing_happened_corrects_nothing()
    {
        using var run = Begin(delay: 50);
        run.Line(0).Down.IsCut = true;
        run.Run(180);
        run.Line(0).Down.IsCut = false;
        run.Run(120);

        AssertOnly(run, reason: null);
    }

    /// <summary>One client in an empty arena, long enough for its clock to have settled.</summary>
    private static PredictionRun Begin(int delay)
    {
        var run = new PredictionRun("arena", clients: 1, bots: 0, Seed, new LinkConditions { Delay = TimeSpan.FromMilliseconds(delay) });
        run.Client(0).Pilot = new Circler();
        run.Run(300);
        run.Forget();
        return run;
    }

    private void AssertOnly(PredictionRun run, CorrectionReason? reason)
    {
        var result = run.Result;
        output.WriteLine($"seed {Seed}: {result}");
        foreach (var each in Enum.GetValues<CorrectionReason>())
            Assert.True(result.Corrections(each) > 0 == (each == reason), $"seed {Seed}, {each}: {result}");

        Assert.True(result.Ticks > 0 && result.Wrong == 0 && result.Unexplained == 0 && result.FalseReasons.Count == 0, $"seed {Seed}: {result}");
    }

    /// <summary>Goes round and round, in a direction that every tick knows by itself.</summary>
    private sealed class Circler : IPilot
    {
        public PlayerIntent Decide(IPlayerView client, Tick tick) => ((tick.Value / 40) % 4) switch
        {
            0 => new(100, 0, default, Buttons.None),
            1 => new(0, 100, default, Buttons.None),
            2 => new(-100, 0, default, Buttons.None),
            _ => new(0, -100, default, Buttons.None),
        };
    }
}
