using System.Diagnostics;
using System.Globalization;

namespace Ecs.Benchmarks.Doors;

/// <summary>Everybody who plays in a story, turned on one thread about two hundred times a second.</summary>
internal sealed class Stage
{
    private const int FrameMilliseconds = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.5);

    private readonly List<Action> _turns = [];

    /// <param name="turn">Called once a frame.</param>
    public void Add(Action turn) => _turns.Add(turn);

    public void Remove(Action turn) => _turns.Remove(turn);

    public void Turn()
    {
        foreach (var turn in _turns)
            turn();

        Thread.Sleep(FrameMilliseconds);
    }

    /// <param name="length">How long it goes on.</param>
    /// <param name="act">Called before each frame with the time since the begin.</param>
    public void Play(TimeSpan length, Action<TimeSpan> act)
    {
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) is var now && now < length)
        {
            act(now);
            Turn();
        }
    }

    /// <summary>Lets what is on its way arrive.</summary>
    public void Settle() => Play(Moment, static _ => { });

    /// <exception cref="StoryException">It did not come true within ten seconds.</exception>
    public void Await(Func<bool> condition, string fault)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!condition())
        {
            StoryException.Unless(
                Stopwatch.GetElapsedTime(begin) < Patience,
                string.Create(CultureInfo.InvariantCulture, $"{fault} within {Patience.TotalSeconds:0} s"));
            Turn();
        }
    }
}
