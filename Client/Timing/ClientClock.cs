using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Values;

namespace Ecs.Client.Timing;

/// <summary>
/// Says which tick the next command is for, so that it reaches the server just before that tick runs. It knows no clock
/// of the server: only how early its own commands came, as snapshots tell it, and it heals whatever goes wrong with that.
/// </summary>
/// <remarks>
/// <para>Local time L runs in ticks. A command for tick k leaves when L + offset reaches k. The server reports margin m:
/// the command came m whole ticks early. With the offset of the moment it left, that measures how much offset the way
/// to the server needed: offset - (m + 1/2), the half because m is rounded down.</para>
/// <para>Wanted is the largest need of the last 16 s plus <see cref="SpareTicks"/>: a late command, or two losses in a row,
/// raises it at once, and it comes down only after 16 s without another. The offset slides there by running the clock up to 10 %
/// faster or 5 % slower; it jumps when it is more than <see cref="JumpTicks"/> off, or when all commands miss
/// the server's buffer altogether: none is heard of, or the tightest, repetitions included, came before it had room for them.</para>
/// </remarks>
public sealed class ClientClock
{
    /// <summary>Spare time of the tightest command of the last seconds: a margin of 1 on a clean link.</summary>
    public const double SpareTicks = 1.25;

    /// <summary>Further off than this the clock jumps instead of sliding.</summary>
    public const double JumpTicks = 16;

    /// <summary>The first guess leaves so much room for the jitter that nobody has measured yet.</summary>
    private const double FirstSpareTicks = 4;
    private const double FastestSlide = 0.10;
    private const double SlowestSlide = -0.05;

    /// <summary>Part of an error that is corrected per tick: half of it in a fifth of a second.</summary>
    private const double Gain = 0.06;

    /// <summary>Snapshots come, but no command was early or late for so many seconds: none reaches the buffer.</summary>
    private const double SilenceSeconds = 1;

    /// <summary>After each further silence the way is taken to be so much longer: less than the server's buffer, so that it is not missed.</summary>
    private const double SearchTicks = 0.75 * Limits.InputBufferTicks;

    /// <summary>No way there and back is taken to be longer.</summary>
    private const double LongestSearchSeconds = 3;

    private readonly int _tickRate;
    private readonly NeedWindow _needs = new();
    private readonly SentTicks _sent = new();
    private double _local;
    private double _offset;
    private double _sinceSecond;
    private double _roundTrip; // In ticks, with the wait for the snapshot that told it.
    private double _heardAt;
    private Tick _origin;
    private Tick _validFrom;
    private Tick _newestSent;
    private Tick _sentBefore;
    private Tick _confirmed;
    private ushort _late;
    private int _silences;
    private double? _beyond; // What was needed by the newest snapshot, where even that was too early for the buffer.
    private double _measured; // The round trip before the search.
    private double _searched;

    /// <param name="tickRate">Ticks per second, as <c>Entered</c> says.</param>
    public ClientClock(int tickRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tickRate, Limits.TickRateMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tickRate, Limits.TickRateMax);
        _tickRate = tickRate;
    }

    /// <summary>The newest tick whose command should have left by now.</summary>
    public Tick Due => _origin + (int)(uint)(long)Math.Floor(_local + _offset);

    /// <summary>How much faster than real time the clock runs: -0.05 to 0.10.</summary>
    public double Slide { get; private set; }

    /// <summary>From a command to the snapshot that confirms it: the way there and back, and the wait for that snapshot.</summary>
    public TimeSpan RoundTrip => TimeSpan.FromSeconds(_roundTrip / _tickRate);

    /// <summary>Jumps since the start; each leaves a gap in the commands or sends ticks again.</summary>
    public int Jumps { get; private set; }

    /// <summary>Sets the clock from what is known when the room is entered.</summary>
    /// <param name="server">The server's tick in the message.</param>
    /// <param name="roundTrip">From the request to the message; too long is harmless, too short loses commands.</param>
    public void Start(Tick server, TimeSpan roundTrip)
    {
        _origin = server;
        _local = 0;
        _sinceSecond = 0;
        _roundTrip = Math.Clamp(roundTrip.TotalSeconds, 0, SilenceSeconds) * _tickRate;
        Slide = 0;
        Jumps = 0;
        _late = 0;
        _silences = 0;
        _confirmed = server;
        _newestSent = server;
        Aim(server);
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan elapsed)
    {
        var ticks = Math.Max(0, elapsed.TotalSeconds) * _tickRate;
        _local += ticks;
        _sinceSecond += ticks;
        while (_sinceSecond >= _tickRate)
        {
            _sinceSecond -= _tickRate;
            _needs.NextSecond();
        }

        if (_needs.IsEmpty)
        {
            Slide = 0;
            return;
        }

        // The offset never slides past where it is going, however long the update took.
        var error = Error;
        Slide = Math.Clamp(error * Gain, SlowestSlide, FastestSlide);
        var step = ticks * Slide;
        _offset += Math.Abs(step) < Math.Abs(error) ? step : error;
    }

    /// <summary>Notes that the command of this tick leaves now.</summary>
    public void Sent(Tick tick)
    {
        _newestSent = tick.IsNewerThan(_newestSent) ? tick : _newestSent;
        _sent.Add(tick, _local, _offset);
    }

    /// <summary>Takes in what a new snapshot says about the commands that arrived.</summary>
    public void Observe(in SnapshotHeader header)
    {
        NoteRoundTrip(in header);
        NoteMargin(in header);
        if (IsLost(in header))
        {
            Jumps++;
            if (IsUnheard)
                Search();
            Aim(header.Tick);
        }
        else if (_needs.IsEmpty)
        {
            return;
        }
        else if (_beyond is { } need)
        {
            // Nothing that is sent counts, so what was needed until now is no reason to wait: the way has become shorter.
            Jumps++;
            Restart(need + SpareTicks);
        }
        else if (Error > JumpTicks)
        {
            Jumps++;
            Restart(_offset + Error);

            // Commands come so late because the way is that long: the distance that makes up for it is no sign that the clock is lost.
            _roundTrip = Math.Max(_roundTrip, Due.Since(header.Tick));
        }
        else if (_needs.LargestOfLate + SpareTicks - _offset < -JumpTicks)
        {
            // Nothing of late needed that much: the server gave time up, and what was needed before no longer counts.
            Jumps++;
            Restart(_needs.LargestOfLate + SpareTicks);
        }
    }

    private double Error => _needs.Largest + SpareTicks - _offset;

    private void NoteRoundTrip(in SnapshotHeader header)
    {
        // Up to its own tick a snapshot confirms what came and what never will; beyond it only what came.
        if (!header.Confirmed.IsNewerThan(header.Tick) || !header.Confirmed.IsNewerThan(_confirmed))
            return;

        _confirmed = header.Confirmed;

        // Of a tick that was sent before a jump and again after it, nobody knows which came.
        if (header.Confirmed.IsNewerThan(_sentBefore) && _sent.TryGet(header.Confirmed, out var time, out _))
        {
            // Falls at once, rises slowly: a lost snapshot makes one measurement long, a longer way makes all.
            var measured = _local - time;
            _roundTrip = measured < _roundTrip ? measured : _roundTrip + (measured - _roundTrip) / 16;
        }
    }

    private void NoteMargin(in SnapshotHeader header)
    {
        var newlyLate = (ushort)(header.Late - _late);
        _late = header.Late;
        _beyond = null;
        var heard = header.Margin != SnapshotHeader.NoMargin;
        if (heard)
            Note(header.Tick + header.Margin, header.Margin);

        // The snapshot that told the margin of a late command may have been lost; the count is in every one.
        if (newlyLate > 0 && (!heard || header.Margin >= 0))
            Note(header.Tick + -1, -1);
    }

    private void Note(Tick tick, int margin)
    {
        // What left before a jump says nothing about now.
        if (!_validFrom.IsNewerThan(tick) && _sent.TryGet(tick, out _, out var offset))
        {
            _heardAt = _local;
            _silences = 0;
            var need = offset - (margin + 0.5);
            _needs.Add(need);
            _beyond = margin >= Limits.InputBufferTicks ? need : null;
        }
    }

    /// <summary>Whether the stamps are so far off that the margins cannot tell: all behind, all beyond the buffer, or unheard.</summary>
    private bool IsLost(in SnapshotHeader header)
    {
        var lead = Due.Since(header.Tick);
        return lead <= 0
            || lead > Limits.InputBufferTicks + _roundTrip + JumpTicks
            || IsUnheard;
    }

    private bool IsUnheard => _local - _heardAt > SilenceSeconds * _tickRate + _roundTrip;

    /// <summary>
    /// A way that has become longer than a silence is allowed to be was never measured: longer ones are tried until commands are heard. Each
    /// second try is the way that it was: nothing may have come because a link was cut, and then longer ones are all too early.
    /// </summary>
    private void Search()
    {
        if (_silences++ == 0)
        {
            _searched = _measured = _roundTrip;
        }
        else if (_silences % 2 == 0 && _searched < LongestSearchSeconds * _tickRate)
        {
            _roundTrip = _searched += SearchTicks;
        }
        else
        {
            _searched = _searched < LongestSearchSeconds * _tickRate ? _searched : _measured;
            _roundTrip = _measured;
        }
    }

    /// <summary>Sets the offset so that a command arrives early for all that is known.</summary>
    private void Aim(Tick server) => Restart(server.Since(_origin) + _roundTrip + FirstSpareTicks - _local);

    private void Restart(double offset)
    {
        _offset = offset;
        _needs.Clear();
        _heardAt = _local;
        _validFrom = Due.Next;
        _sentBefore = _newestSent;
        _sent.Clear();
    }
}
