using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Protocol.Replicas;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client;

/// <summary>What the story of a clock is about; the defaults are a perfect wire and good clocks.</summary>
internal sealed record ClockStory
{
    public int Seed { get; init; } = 1;

    public int TickRate { get; init; } = 60;

    public int Divisor { get; init; } = 2;

    public LinkConditions Up { get; init; } = LinkConditions.Perfect;

    public LinkConditions Down { get; init; } = LinkConditions.Perfect;

    /// <summary>Milliseconds between two updates of the client; drawn anew each time up to this much more.</summary>
    public double FrameMilliseconds { get; init; } = 1000.0 / 60;

    public double FrameJitterMilliseconds { get; init; }

    /// <summary>How fast the client's clock runs.</summary>
    public double ClientRate { get; init; } = 1;

    public uint FirstTick { get; init; } = 1_000;
}

/// <summary>One client of the library against an <see cref="InputServer"/>, both on virtual time and out of step with each other.</summary>
internal sealed class ClockRig : IPilot
{
    private readonly ManualTime _time = new();
    private readonly ClockStory _story;
    private readonly Random _random;
    private readonly Dictionary<uint, TimeSpan> _made = [];
    private readonly TimeSpan _tickLength;
    private TimeSpan _now;
    private TimeSpan _nextTick;
    private TimeSpan _nextFrame;
    private Tick _seen;

    public ClockRig(ClockStory story)
    {
        _story = story;
        _random = new Random(story.Seed);
        _tickLength = TimeSpan.FromSeconds(1.0 / story.TickRate);
        var network = new VirtualNetwork(story.Seed, _time);
        var carrier = new MemoryCarrier(network);
        Server = new InputServer(carrier, story.TickRate, story.Divisor, new(story.FirstTick));
        ClientTime = new SkewedTime(_time, story.ClientRate);
        Transport = new MemoryTransport(() => carrier.Connect(story.Up, story.Down));
        Client = new GameClient(Transport, new ClientOptions { Schemas = SampleRoom.Store, Resumes = false }, ClientTime) { Pilot = this };
        _nextTick = _tickLength;
        _nextFrame = _tickLength * _random.NextDouble();
        _seen = new(story.FirstTick);
        Client.Connect();
    }

    public InputServer Server { get; }

    public GameClient Client { get; }

    public SkewedTime ClientTime { get; }

    public MemoryTransport Transport { get; }

    /// <summary>Every tick that the client made a command for, in that order.</summary>
    public List<uint> Commands { get; } = [];

    /// <summary>From the making of a command to the snapshot that shows its tick.</summary>
    public List<TimeSpan> EffectTimes { get; } = [];

    /// <summary>Commands whose tick has run without them.</summary>
    public int Lost => Commands.Distinct().Count(tick => !Server.Tick.IsNewerThan(new(tick)) ? false : !Server.Applied.Contains(tick));

    public string What => $"seed {_story.Seed}: {Commands.Count} commands, {Lost} lost, {Server.Inputs.Late} late, {Server.Early} early, "
        + $"{Client.Clock?.Jumps} jumps";

    PlayerIntent IPilot.Decide(IPlayerView client, Tick tick)
    {
        Commands.Add(tick.Value);
        _made[tick.Value] = _now;
        return new((sbyte)(tick.Value % 100), 0, default, default);
    }

    /// <summary>Lets server and client run side by side.</summary>
    public void Run(double seconds)
    {
        var end = _now + TimeSpan.FromSeconds(seconds);
        while (_nextTick < end || _nextFrame < end)
        {
            if (_nextTick <= _nextFrame)
            {
                GoTo(_nextTick);
                _nextTick += _tickLength;
                Server.Run(_tickLength);
            }
            else
            {
                GoTo(_nextFrame);
                _nextFrame += TimeSpan.FromMilliseconds(
                    _story.FrameMilliseconds + _story.FrameJitterMilliseconds * _random.NextDouble());
                Client.Update();
                NoteEffects();
            }
        }

        GoTo(end);
    }

    /// <summary>The server stands still for so long and gives the time up: its tick numbers go on where they were.</summary>
    public void StallServer(TimeSpan length) => _nextTick += length;

    /// <summary>The client's program stands still for so long.</summary>
    public void StallClient(TimeSpan length) => _nextFrame += length;

    private void GoTo(TimeSpan moment)
    {
        if (moment > _now)
        {
            _time.Advance(moment - _now);
            _now = moment;
        }
    }

    private void NoteEffects()
    {
        for (; Client.Snapshot.Tick.IsNewerThan(_seen); _seen = _seen.Next)
        {
            if (_made.Remove(_seen.Next.Value, out var made) && Server.Applied.Contains(_seen.Next.Value))
                EffectTimes.Add(_now - made);
        }
    }
}
