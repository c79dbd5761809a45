using Ecs.Server.Doors.Native.Sessions;

namespace Ecs.Tests.Server.Doors.Native.Sessions;

/// <summary>What a link is taken to carry, by what its client acknowledges: the newest snapshot that has come, and nothing else.</summary>
public class SendBudgetTests
{
    private const int TickRate = 60;
    private const int Budget = 65_536;
    private const int Usual = 300;            // bytes of a snapshot
    private const int Every = 2;              // ticks

    /// <summary>What overtakes another, or comes with it, makes it look lost: nothing was too much.</summary>
    [Theory]
    [InlineData(4, 4, 3)]
    [InlineData(6, 8, 3)]
    public void A_network_that_jitters_and_loses_a_little_is_not_taken_for_a_narrow_one(int delay, int jitter, int loss)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var link = new Link(seed, delay, jitter, loss);
            var least = link.Run(60);
            Assert.True(least > Budget / 8, $"seed {seed}: {least} bytes a second");
        }
    }

    /// <summary>A link of a quarter of what is sent queues half a second and loses the rest.</summary>
    [Fact]
    public void A_link_that_queues_and_loses_is_given_less()
    {
        var link = new Link(seed: 1, delay: 4, jitter: 2, loss: 3) { BytesPerTick = Usual / Every / 4.0 };
        link.Run(20);
        var most = Enumerable.Range(0, 10).Average(_ => link.Run(1));
        Assert.InRange(most, 1_000, 3 * Usual * TickRate / Every / 4);
    }

    private sealed class Link(int seed, int delay, int jitter, int loss)
    {
        private readonly Random _random = new(seed);
        private readonly SendBudget _budget = new(Budget, TickRate);
        private readonly List<(int Sent, double Heard)> _onTheWay = [];
        private readonly List<int> _unheard = [];
        private long _bytes;
        private double _queue;
        private int _tick;

        /// <summary>Of a link that carries no more.</summary>
        public double BytesPerTick { get; init; } = double.MaxValue;

        public int Rate => _budget.Rate;

        /// <summary>The least that it was taken to carry.</summary>
        public int Run(int seconds)
        {
            var least = Rate;
            for (var left = seconds * TickRate; left > 0; left--)
            {
                Turn(++_tick);
                least = Math.Min(least, Rate);
            }

            return least;
        }

        private void Turn(int tick)
        {
            _queue = Math.Max(0, _queue - BytesPerTick);
            if (tick % Every == 0 && _budget.Allowance > 0)
                Send(tick);

            var newest = 0;
            for (var index = _onTheWay.Count - 1; index >= 0; index--)
            {
                if (_onTheWay[index].Heard > tick)
                    continue;

                newest = Math.Max(newest, _onTheWay[index].Sent);
                _onTheWay.RemoveAt(index);
            }

            if (newest > 0 && _unheard.IndexOf(newest) is >= 0 and var skipped)
            {
                _unheard.RemoveRange(0, skipped + 1);
                _budget.NoteHeard(1, skipped, tick - newest);
            }

            _budget.Count(tick, _bytes);
        }

        private void Send(int tick)
        {
            var length = Math.Min(Usual, _budget.Allowance);
            _bytes += length;
            _budget.NoteSent();
            _unheard.Add(tick);
            var waits = _queue / BytesPerTick;
            if (waits > TickRate / 2 || _random.Next(100) < loss)
                return;

            _queue += BytesPerTick == double.MaxValue ? 0 : length;
            _onTheWay.Add((tick, tick + (2 * delay) + waits + (jitter * (_random.NextDouble() + _random.NextDouble()))));
        }
    }
}
