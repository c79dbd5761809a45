using System.Diagnostics;
using Ecs.Load;
using Ecs.Simulation.Values;

namespace Ecs.Benchmarks.Doors.Waves;

/// <summary>
/// Two clients of the original wave shooter: hello, ready, two waves, a loss, a new match, and one leaves in the middle of it. How many
/// rounds a second do they get, sending as the original sends, and, for comparison, with delays turned off on their side too? A native
/// bot watches for as long as both ships are taken; it gets the ship of the one who leaves, plays with the other, and leaves as well.
/// </summary>
internal sealed class WavesStory : IDoorStory
{
    private const int WantedWaves = 2;
    private const int LeastRounds = 54;   // a second: a tenth less than the original's frame limiter allows
    private const double LeaveShare = 0.95;
    private const double LoseShare = 0.6;
    private static readonly TimeSpan Company = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Comparison = TimeSpan.FromSeconds(5);

    public string Mode => "waves";

    public object Play(TimeSpan length)
    {
        using var server = DoorServer.Start(Mode);
        using var first = new WavesPlayer(server.Door, noDelay: false);
        using var second = new WavesPlayer(server.Door, noDelay: false);
        using var native = new NativeGuest(server.Native, "Nat", Mode);
        var stage = new Stage();
        stage.Add(native.Update);
        var match = PlayMatch(stage, first, second, native, length);
        PlayWithNative(stage, second, native, first.Address);
        LeaveAlone(stage, second, native);
        return new { match, withNoDelay = Compare(stage, server), server = server.Stop() };
    }

    private static object PlayMatch(Stage stage, WavesPlayer first, WavesPlayer second, NativeGuest native, TimeSpan length)
    {
        var tale = new WavesTale();
        var (enemies, lasers) = (0, 0);
        void Watch()
        {
            enemies = Math.Max(enemies, native.Count(EntityKind.Creature));
            lasers = Math.Max(lasers, native.Count(EntityKind.Bullet));
        }

        stage.Add(Watch);
        var watch = Stopwatch.StartNew();

        // In the middle of a match, if there is one before the time is up.
        bool IsOver(WavesPlayer player) => watch.Elapsed >= length || (watch.Elapsed >= length * LeaveShare && player.IsPlaying);
        Together(
            stage,
            () => PlayUntil(first, () => IsOver(first), tale, () =>
                tale.Losses == 0 && (tale.HighestLevel > WantedWaves || watch.Elapsed >= length * LoseShare)),
            () => PlayUntil(second, () => IsOver(second), new WavesTale(), static () => false));
        stage.Remove(Watch);
        var seconds = watch.Elapsed.TotalSeconds;
        StoryException.Unless(first.IsPlaying, "no match is on when the first would leave it");
        StoryException.Unless(tale.WavesCleared >= WantedWaves, $"{tale.WavesCleared} waves were cleared");
        StoryException.Unless(tale is { Losses: >= 1, MatchesBegun: >= 2 }, $"{tale.MatchesBegun} matches, {tale.Losses} of them lost");
        StoryException.Unless(
            native.AvatarsSeen == 3 && enemies > 0 && lasers > 0, "the native bot did not see two ships, enemies and lasers");
        StoryException.Unless(native.HasSeenMove("ship 1") && native.HasSeenMove("ship 2"), "the native bot did not see both ships move");
        StoryException.Unless(first.Leave(), "who leaves is not disconnected");
        var rates = Rates(seconds, first, second);
        StoryException.Unless(
            first.Rounds / seconds >= LeastRounds && second.Rounds / seconds >= LeastRounds,
            $"only {rates.RoundsPerSecond} rounds a second");
        return new
        {
            rates.RoundsPerSecond,
            rates.RoundTripMs,
            rounds = first.Rounds + second.Rounds,
            tale.MatchesBegun,
            tale.WavesCleared,
            tale.Contacts,
            tale.Losses,
        };
    }

    /// <summary>The native bot has the free ship, and both play.</summary>
    private static void PlayWithNative(Stage stage, WavesPlayer second, NativeGuest native, string former)
    {
        var (begin, lasers, places) = (Stopwatch.GetTimestamp(), 0, new HashSet<int>());
        bool IsNative() => second.User(1) != former && second.User(1).StartsWith("[\"127.0.0.1\", ", StringComparison.Ordinal);
        Together(stage, () => PlayUntil(second, () => Stopwatch.GetElapsedTime(begin) > Company, new WavesTale(), () =>
        {
            // Answers come from the last finished tick: the first of them may still be of the match that the other has left.
            if (IsNative())
            {
                lasers += second.FirstLasers.GetArrayLength();
                places.Add(second.State.GetProperty("x1").GetInt32());
            }

            return false;
        }));
        StoryException.Unless(IsNative(), $"the native bot is shown as {second.User(1)}");
        StoryException.Unless(second.IsPlaying, "no match with the native bot is on");
        StoryException.Unless(
            lasers > 0 && places.Count > 10, $"the native bot's ship was in {places.Count} places and {lasers} lasers were seen");
        StoryException.Unless(native.AvatarsSeen == 2, $"the native bot sees {native.AvatarsSeen} ships of 2");
    }

    /// <summary>In mid-match, again: who is left waits before a clean field, and leaves.</summary>
    private static void LeaveAlone(Stage stage, WavesPlayer second, NativeGuest native)
    {
        stage.Remove(native.Update);
        native.Dispose();
        var begin = Stopwatch.GetTimestamp();
        PlayUntil(second, () => !second.HasBoth || Stopwatch.GetElapsedTime(begin) > Company, new WavesTale(), static () => false);
        StoryException.Unless(
            second is { HasBoth: false, IsPlaying: false } && second.User(1) == "\"0.0.0.0\"" && second.Enemies.GetArrayLength() == 0,
            "who is left does not wait before a clean field");
        StoryException.Unless(second.Leave(), "who leaves is not disconnected");
    }

    private static Pulse Compare(Stage stage, DoorServer server)
    {
        using var first = new WavesPlayer(server.Door, noDelay: true);
        using var second = new WavesPlayer(server.Door, noDelay: true);
        var begin = Stopwatch.GetTimestamp();
        bool IsOver() => Stopwatch.GetElapsedTime(begin) >= Comparison;
        Together(
            stage,
            () => PlayUntil(first, IsOver, new WavesTale(), static () => false),
            () => PlayUntil(second, IsOver, new WavesTale(), static () => false));
        StoryException.Unless(first.Leave() && second.Leave(), "who leaves is not disconnected");
        return Rates(Comparison.TotalSeconds, first, second);
    }

    private static void PlayUntil(WavesPlayer player, Func<bool> isOver, WavesTale tale, Func<bool> isSeeking)
    {
        do
        {
            player.Round();
            tale.Note(player);
            WavesHand.Steer(player, isSeeking());
        }
        while (!isOver());
        StoryException.Unless(
            player.BrokenReads == 0, $"{player.BrokenReads} parts of answers came in pieces: each would have ended the client");
    }

    /// <summary>Each on a thread of its own, as the clients block, and the stage on this one.</summary>
    private static void Together(Stage stage, params ReadOnlySpan<Action> plays)
    {
        var all = new List<Task>();
        foreach (var play in plays)
            all.Add(Task.Factory.StartNew(play, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

        while (!all.TrueForAll(static task => task.IsCompleted))
            stage.Turn();

        Task.WhenAll(all).GetAwaiter().GetResult();
    }

    /// <summary>The rounds of the slower one.</summary>
    private static Pulse Rates(double seconds, WavesPlayer first, WavesPlayer second) => new(
        Math.Round(Math.Min(first.Rounds, second.Rounds) / seconds, 1),
        Spread.Of([.. first.RoundTripMilliseconds, .. second.RoundTripMilliseconds]));

    private sealed record Pulse(double RoundsPerSecond, Spread RoundTripMs);
}
