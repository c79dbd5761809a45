using System.Diagnostics;
using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Load;

/// <summary>
/// One real UDP client that turns at fixed moments. Every turn is a probe: the time from the moment at which it was due, whenever this
/// machine got to it, to the update in which a snapshot shows the own avatar going that way.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    private readonly GameClient _client;
    private static readonly SchemaStore Schemas = new();

    private readonly LoadScene _scene;
    private readonly Random _chance;
    private readonly int _turnTicks;
    private LoadMeters _meters;
    private (sbyte X, sbyte Y) _direction = (-127, 0);
    private long _turnDue;
    private long _turnedStamp;
    private bool _probing;
    private bool _fires;
    private long _snapshots;
    private long _shownStamp;
    private long _heardStamp;
    private TimeSpan _longestGap;
    private TimeSpan _longestUnheard;

    /// <param name="server">Where it plays.</param>
    /// <param name="options">Who it is.</param>
    /// <param name="number">Makes its turns unlike those of others.</param>
    /// <param name="scene">How it steers.</param>
    public LoadClient(IPEndPoint server, ClientOptions options, int number, LoadScene scene = LoadScene.Arena)
    {
        // Turns of different clients drift apart, so their probes do not all meet one phase of the snapshots.
        _turnTicks = 31 + number % 13;
        _scene = scene;
        _chance = new Random(number);
        _meters = new LoadMeters();
        _client = new GameClient(new UdpTransport(server), options with { Schemas = Schemas }, TimeProvider.System);
    }

    public ClientState State => _client.State;

    public ClientFigures Figures => _client.Figures;

    /// <summary>Ticks per second of the room, and ticks from one snapshot to the next; zeros before it is entered.</summary>
    public (int TickRate, int SnapshotDivisor) Rates => (_client.Room.TickRate, _client.Room.SnapshotDivisor);

    public string EndText => $"{_client.EndReason} {_client.EndText}".Trim();

    /// <summary>The longest time without a new snapshot.</summary>
    public TimeSpan LongestGap => Longer(_longestGap, _shownStamp);

    /// <summary>The longest time in which no snapshot said that a command has come.</summary>
    public TimeSpan LongestUnheard => Longer(_longestUnheard, _heardStamp);

    public void Connect() => _client.Connect();

    /// <param name="meters">Takes what is measured from now on.</param>
    public void BeginMeasuring(LoadMeters meters)
    {
        (_longestGap, _longestUnheard) = (default, default);
        _shownStamp = _heardStamp = Stopwatch.GetTimestamp();
        _meters = meters;
        _probing = false;
    }

    /// <param name="due">Which of its updates it is.</param>
    /// <param name="input">Timestamp units from one input to the next.</param>
    public void Update(in DueUpdate due, long input)
    {
        if (due.IsInput && _client.State == ClientState.Playing)
            Steer(due, input);
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
            var now = Stopwatch.GetTimestamp();
            SeeSnapshot(now);
            SeeEffect(now);
        }
    }

    public void Leave() => _client.Leave();

    public void Dispose() => _client.Dispose();

    private static TimeSpan Longer(TimeSpan longest, long since)
    {
        var still = Stopwatch.GetElapsedTime(since);
        return still > longest ? still : longest;
    }

    private static long Microseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;

    private void SeeSnapshot(long now)
    {
        if (_shownStamp != 0)
            _meters.Arrivals.Record(Microseconds(_shownStamp, now));
        _longestGap = Longer(_longestGap, _shownStamp);
        _shownStamp = now;
        if (_client.Snapshot.Margin == SnapshotHeader.NoMargin)
            return;
        _longestUnheard = Longer(_longestUnheard, _heardStamp);
        _heardStamp = now;
    }

    private void Steer(in DueUpdate due, long input)
    {
        if (due.At < _turnDue)
            return;
        if (_probing)
            _meters.Unanswered++;

        // Whoever gets to a turn late has wanted it at its moment all the same.
        _turnedStamp = _turnDue != 0 && due.At - _turnDue > input ? _turnDue + (input / 2) : due.At;
        _probing = true;
        _fires = _scene == LoadScene.Arena && !_fires;
        _direction = _scene == LoadScene.Arena ? ((sbyte)-_direction.X, (sbyte)0) : Another();
        var ticks = _scene == LoadScene.Arena ? _turnTicks : _chance.Next(Rates.TickRate / 2, (Rates.TickRate * 3 / 2) + 1);

        // A little before the input that it is meant for, so that no rounding puts it off by one.
        _turnDue = Math.Max(_turnedStamp + (ticks * input) - (input / 2), due.At + 1);
        _client.Intent = new PlayerIntent(_direction.X, _direction.Y, Angle.Up, _fires ? Buttons.Fire : Buttons.None);
    }

    /// <summary>One of the other three of right, left, down and up.</summary>
    private (sbyte X, sbyte Y) Another()
    {
        (sbyte X, sbyte Y) next;
        do
        {
            var way = _chance.Next(2) == 0 ? (sbyte)127 : (sbyte)-127;
            next = _chance.Next(2) == 0 ? (way, (sbyte)0) : ((sbyte)0, way);
        }
        while (next == _direction);
        return next;
    }

    private void SeeEffect(long now)
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
            else if (Math.Sign(entity.VelocityX.Raw) == Math.Sign(_direction.X) && Math.Sign(entity.VelocityY.Raw) == Math.Sign(_direction.Y))
            {
                _meters.Effects.Record(Microseconds(_turnedStamp, now));
                _probing = false;
            }

            return;
        }
    }
}
