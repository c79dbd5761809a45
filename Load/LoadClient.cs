using System.Diagnostics;
using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Load;

/// <summary>
/// One real UDP client that walks to and fro and shoots. Every turn is a probe: the time from the update that sends the
/// first command of the new direction to the update in which a snapshot shows the own avatar going that way.
/// </summary>
public sealed class LoadClient : IDisposable
{
    private readonly GameClient _client;
    private readonly int _turnTicks;
    private readonly List<double> _effects = [];
    private Tick _turnedAt;
    private long _turnedStamp;
    private sbyte _direction = 127;
    private bool _probing;
    private bool _fires;
    private long _snapshots;
    private long _shownStamp;
    private long _heardStamp;
    private TimeSpan _longestGap;
    private TimeSpan _longestUnheard;

    public LoadClient(IPEndPoint server, string names, int number)
    {
        // Turns of different clients drift apart, so their probes do not all meet one phase of the snapshots.
        _turnTicks = 31 + number % 13;
        _client = new GameClient(new UdpTransport(server), new ClientOptions { Name = $"{names}-{number}" }, TimeProvider.System);
        _client.Connect();
    }

    public ClientState State => _client.State;

    public ClientFigures Figures => _client.Figures;

    public string EndText => $"{_client.EndReason} {_client.EndText}".Trim();

    /// <summary>Milliseconds of each probe since <see cref="BeginMeasuring"/>.</summary>
    public IReadOnlyList<double> Effects => _effects;

    /// <summary>The longest time without a new snapshot.</summary>
    public TimeSpan LongestGap => Longer(_longestGap, _shownStamp);

    /// <summary>The longest time in which no snapshot said that a command has come.</summary>
    public TimeSpan LongestUnheard => Longer(_longestUnheard, _heardStamp);

    public void BeginMeasuring()
    {
        (_longestGap, _longestUnheard) = (default, default);
        _shownStamp = _heardStamp = Stopwatch.GetTimestamp();
        _effects.Clear();
        _effects.Capacity = 1024;
    }

    public void Update()
    {
        var commanded = _client.CommandTick;
        _client.Update();
        while (_client.Events.TryTake(out _) || _client.Chat.TryTake(out _))
        {
            // Taken so that the queues are as empty as a real player's.
        }

        if (_client.State != ClientState.Playing)
            return;

        if (_client.Figures.Snapshots != _snapshots)
        {
            _snapshots = _client.Figures.Snapshots;
            SeeSnapshot(Stopwatch.GetTimestamp());
        }

        SeeEffect();
        if (_client.CommandTick != commanded)
            Steer();
    }

    public void Leave() => _client.Leave();

    public void Dispose() => _client.Dispose();

    private static TimeSpan Longer(TimeSpan longest, long since)
    {
        var still = Stopwatch.GetElapsedTime(since);
        return still > longest ? still : longest;
    }

    private void SeeSnapshot(long now)
    {
        _longestGap = Longer(_longestGap, _shownStamp);
        _shownStamp = now;
        if (_client.Snapshot.Margin == SnapshotHeader.NoMargin)
            return;
        _longestUnheard = Longer(_longestUnheard, _heardStamp);
        _heardStamp = now;
    }

    private void Steer()
    {
        if (_client.CommandTick.Since(_turnedAt) >= _turnTicks)
        {
            _direction = (sbyte)-_direction;
            _turnedAt = _client.CommandTick;
            _turnedStamp = Stopwatch.GetTimestamp();
            _probing = true;
            _fires = !_fires;
        }

        _client.Intent = new PlayerIntent(_direction, 0, Angle.Up, _fires ? Buttons.Fire : Buttons.None);
    }

    private void SeeEffect()
    {
        if (!_probing)
            return;

        foreach (ref readonly var entity in _client.View.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break;

            if (entity.Slot != _client.Slot)
                continue;

            if ((entity.Flags & EntityFlags.Alive) == 0)
            {
                _probing = false; // The dead do not turn.
            }
            else if (Math.Sign(entity.VelocityX.Raw) == Math.Sign(_direction))
            {
                _effects.Add(Stopwatch.GetElapsedTime(_turnedStamp).TotalMilliseconds);
                _probing = false;
            }

            return;
        }
    }
}
