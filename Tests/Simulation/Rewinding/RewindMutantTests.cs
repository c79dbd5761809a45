using Ecs.Tests.Testing.Mutants;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Ecs.Tests.Simulation.Rewinding;

/// <summary>Planted bugs of looking back: each is found by the test that is there for it.</summary>
public sealed class RewindMutantTests(ITestOutputHelper output)
{
    private const int Shots = 3_000;

    [Fact]
    public void Without_a_bug_nothing_is_found()
    {
        Screen(null);
        Jump(null);
        Life(null);
        Clamp(null);
    }

    [Fact]
    public void A_trail_that_is_a_tick_late_is_found_by_the_screen() => Found(static () => new TrailOneTickLate(), Screen);

    [Fact]
    public void Forgotten_jumps_are_found_by_jumps() => Found(static () => new JumpsForgotten(), Jump);

    [Fact]
    public void Forgotten_deaths_are_found_by_lives() => Found(static () => new DeathsForgotten(), Life);

    [Fact]
    public void Cut_parts_of_ticks_are_found_by_the_screen() => Found(static () => new PartsOfTicksCut(), Screen);

    [Fact]
    public void A_view_of_now_is_found_by_the_screen() => Found(static () => new ViewOfNow(), Screen);

    [Fact]
    public void A_clamp_that_is_too_wide_is_found_by_clamping() => Found(static () => new ClampTooWide(), Clamp);

    [Fact]
    public void Shots_into_the_present_are_found_by_the_screen() => Found(static () => new NothingLooksBack(), Screen);

    private void Found(Func<RewindMutant> make, Action<Func<RewindMutant>?> test)
    {
        var fault = Assert.ThrowsAny<XunitException>(() => test(make)).Message;
        output.WriteLine($"{make().Name}: {fault.ReplaceLineEndings(" ")}");
    }

    private void Screen(Func<RewindMutant>? mutant) => new ScreenTests(output) { Mutant = mutant, Shots = Shots }.A_verdict_is_what_the_screen_showed(1);

    private static void Clamp(Func<RewindMutant>? mutant) => new RewindTests { Mutant = mutant }.More_than_a_quarter_of_a_second_is_clamped_and_marked(60);

    private static void Life(Func<RewindMutant>? mutant) => new RewindTests { Mutant = mutant }.Who_has_died_and_come_back_is_not_hit_where_the_old_life_was();

    /// <summary>Between the old place and the new one nobody ever was.</summary>
    private static void Jump(Func<RewindMutant>? mutant) => new RewindTests { Mutant = mutant }.A_jump_is_nowhere_between(5, 400);
}
