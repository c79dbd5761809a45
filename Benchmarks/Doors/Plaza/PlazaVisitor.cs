using System.Diagnostics;
using System.Net;
using System.Text;
using Ecs.Scenes.Doors.Plaza;

namespace Ecs.Benchmarks.Doors.Plaza;

/// <summary>
/// The original client of the plaza: somewhere else ten times a second, and a word now and then. Its library offers compression,
/// which the server may decline.
/// </summary>
internal sealed class PlazaVisitor : IDisposable
{
    private const double HopsPerSecond = 10;
    private const double WordsPerSecond = 0.1;
    private const int Area = 100;

    private readonly StorySocket _socket;
    private readonly Random _random;
    private Pace _hops = new(HopsPerSecond);
    private Pace _words = new(WordsPerSecond);
    private long _stateAt;

    public PlazaVisitor(IPEndPoint door, uint id, int seed)
    {
        Id = id;
        _random = new Random(seed);
        _socket = new StorySocket($"ws://{door}/ws/{id}", offersDeflate: true);
    }

    public uint Id { get; }

    /// <summary>Where it said that it was, and when.</summary>
    public List<(PlazaSaying Hop, long At)> Sent { get; } = [];

    /// <summary>Updates of others, since <see cref="Forget"/>.</summary>
    public List<(PlazaSaying Hop, long At)> Seen { get; } = [];

    /// <summary>"ID: text", the own ones included.</summary>
    public List<string> Chat { get; } = [];

    public List<string> Said { get; } = [];

    public HashSet<uint> Present { get; } = [];

    /// <summary>By id.</summary>
    public Dictionary<uint, string> Names { get; } = [];

    public IReadOnlyList<PlazaSaying> State { get; private set; } = [];

    public int States { get; private set; }

    /// <summary>Milliseconds between two world states.</summary>
    public double LongestGap { get; private set; }

    public int Messages => _socket.Heard;

    public void Frame()
    {
        while (_socket.TryHear(out var message, out var at))
        {
            if (message[0] == 5)
                HearState(message, at);
            else
                Hear(PlazaSaying.Read(message), at);
        }
    }

    public void Forget()
    {
        Seen.Clear();
        (States, LongestGap, _stateAt) = (0, 0, 0);
    }

    /// <param name="now">Since the roaming began.</param>
    public void Roam(TimeSpan now)
    {
        for (var due = _hops.Due(now); due > 0; due--)
        {
            var message = PlazaSaying.Update(
                Id, _random.NextSingle() * Area, _random.NextSingle() * Area, 0, _random.NextSingle() * 360, Now());
            Sent.Add((PlazaSaying.Read(message), Stopwatch.GetTimestamp()));
            _socket.Send(message);
        }

        for (var due = _words.Due(now); due > 0; due--)
            Say($"привет {Said.Count}");
    }

    public void Leave() => _socket.Close();

    public void Dispose() => _socket.Dispose();

    private void Say(string text)
    {
        Said.Add($"{Id}: {text}");
        _socket.Send(PlazaSaying.Chat(Id, Encoding.UTF8.GetBytes(text), Now()));
    }

    private static float Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private void HearState(byte[] message, long at)
    {
        State = PlazaSaying.ReadState(message);
        States++;
        LongestGap = _stateAt == 0 ? 0 : Math.Max(LongestGap, Stopwatch.GetElapsedTime(_stateAt, at).TotalMilliseconds);
        _stateAt = at;
    }

    private void Hear(PlazaSaying saying, long at)
    {
        switch (saying.Type)
        {
            case 1:
                StoryException.Unless(saying.Id != Id, $"{Id} hears of its own hop");
                StoryException.Unless(Present.Contains(saying.Id), $"{Id} hears of a hop of {saying.Id}, who is not here");
                Seen.Add((saying, at));
                break;
            case 2:
                StoryException.Unless(saying.Id != Id && Present.Add(saying.Id), $"{Id} hears twice that {saying.Id} came");
                break;
            case 3:
                StoryException.Unless(Present.Remove(saying.Id), $"{Id} hears that {saying.Id} left, who was not here");
                break;
            case 4:
                Chat.Add($"{saying.Id}: {saying.Text}");
                break;
            case 17:
                Names[saying.Id] = saying.Text;
                break;
        }
    }
}
