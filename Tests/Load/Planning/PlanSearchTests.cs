using Ecs.Load.Planning;

namespace Ecs.Tests.Load.Planning;

public sealed class PlanSearchTests
{
    [Fact]
    public void From_any_guess_it_ends_within_a_twentieth_below_the_most_that_hold_and_tries_nothing_twice()
    {
        foreach (var most in (int[])[1, 2, 7, 100, 181, 3_999])
        {
            foreach (var guess in (int[])[1, most / 2, most, most + 1, most * 3 / 2, 4_000])
            {
                var tried = new List<int>();
                var search = new PlanSearch(clients => Try(tried, clients, most), 4_000);
                search.Run(guess);

                Assert.True(search.IsFinished);
                Assert.InRange(search.Held, most / 1.06 - 1, most);
                Assert.InRange(search.Failed, most + 1, Math.Max(search.Held + 1, search.Held * 1.06));
                Assert.Equal(tried.Count, tried.Distinct().Count());
            }
        }
    }

    [Fact]
    public void A_good_guess_is_checked_in_a_few_tries()
    {
        foreach (var guess in (int[])[170, 181, 190])
        {
            var tried = new List<int>();
            new PlanSearch(clients => Try(tried, clients, 181), 4_000).Run(guess);

            Assert.InRange(tried.Count, 2, 4);
        }
    }

    [Fact]
    public void Where_all_hold_the_cap_is_the_most_and_nobody_more_is_tried()
    {
        var search = new PlanSearch(static clients => clients <= 50 ? true : throw new InvalidOperationException($"{clients}"), 50);
        search.Run(45);

        Assert.Equal((50, 51, true), (search.Held, search.Failed, search.IsFinished));
    }

    [Fact]
    public void Where_not_even_one_holds_it_says_none()
    {
        var search = new PlanSearch(static _ => false, 50);
        search.Run(20);

        Assert.Equal((0, 1, true), (search.Held, search.Failed, search.IsFinished));
    }

    [Fact]
    public void Without_time_for_the_next_it_ends_with_what_it_knows()
    {
        var search = new PlanSearch(static clients => clients == 20 ? true : null, 50);
        search.Run(20);

        Assert.Equal((20, 51, false), (search.Held, search.Failed, search.IsFinished));
    }

    private static bool? Try(List<int> tried, int clients, int most)
    {
        tried.Add(clients);
        return clients <= most;
    }
}
