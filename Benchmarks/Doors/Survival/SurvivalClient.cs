using System.Diagnostics;
using System.Net;
using Ecs.Scenes.Doors.Survival;

namespace Ecs.Benchmarks.Doors.Survival;

/// <summary>A scripted player on a WebSocket of its own: speaks twenty times a second, asks once a second how far the server is.</summary>
internal sealed class SurvivalClient : IDisposable
{
    private const double SpeaksPerSecond = 20;
    private const double PingsPerSecond = 1;

    private readonly StorySocket _socket;
    private readonly Queue<long> _pinged = [];
    private Pace _speaks = new(SpeaksPerSecond);
    private Pace _pings = new(PingsPerSecond);
    private long _updateAt;

    public SurvivalClient(IPEndPoint door, string name)
    {
        Player = new SurvivalPlayer(name);
        _socket = new StorySocket($"ws://{door}/?token=t");
    }

    public SurvivalPlayer Player { get; }

    public int Sent => _socket.Sent;

    /// <summary>Milliseconds from a ping to its answer.</summary>
    public List<double> RoundTrips { get; } = [];

    /// <summary>Milliseconds between two updates.</summary>
    public double LongestGap { get; private set; }

    public void Frame()
    {
        while (_socket.TryHear(out var message, out var at))
        {
            if (message.AsSpan().SequenceEqual(SurvivalWords.Ping))
            {
                RoundTrips.Add(Stopwatch.GetElapsedTime(_pinged.Dequeue(), at).TotalMilliseconds);
                continue;
            }

            var before = Player.Updates;
            Player.Hear(message);
            if (Player.Updates != before)
            {
                LongestGap = _updateAt == 0 ? 0 : Math.Max(LongestGap, Stopwatch.GetElapsedTime(_updateAt, at).TotalMilliseconds);
                _updateAt = at;
            }
        }
    }

    /// <param name="now">Since the play began.</param>
    public void Speak(TimeSpan now)
    {
        for (var due = _speaks.Due(now); due > 0; due--)
        {
            foreach (var said in Player.Speak())
                _socket.Send(said);
        }

        for (var due = _pings.Due(now); due > 0; due--)
        {
            _pinged.Enqueue(Stopwatch.GetTimestamp());
            _socket.Send(SurvivalWords.Ping);
        }
    }

    public void Leave() => _socket.Close();

    public void Dispose() => _socket.Dispose();
}
