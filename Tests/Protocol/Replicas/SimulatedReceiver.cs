using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>One receiver of a room over a bad line: snapshots and acknowledgements are lost, late and in any order.</summary>
internal sealed class SimulatedReceiver
{
    private readonly ReplicaStates _states;
    private readonly SnapshotEncoder _encoder;
    private readonly SnapshotDecoder _decoder;
    private readonly PlainCodec _plain;
    private readonly Random _random;
    private readonly PlayerSlot _slot;
    private readonly byte _team;
    private readonly int _loss;
    private readonly int _delay;
    private readonly int _sightPercent;
    private readonly int _longest;
    private readonly List<Datagram> _onTheirWay = [];
    private readonly List<(Tick Tick, int Steps)> _answers = [];
    private readonly List<Sighting> _seen = [];
    private readonly ReplicaPicture _got = new();

    public SimulatedReceiver(ReplicaStates states, SightingMarks marks, Random random, PlayerSlot slot, byte team)
    {
        _states = states;
        _encoder = new SnapshotEncoder(states, marks, new SnapshotSpending(states.Codes.Components.Count));
        _decoder = new SnapshotDecoder(states.Codes);
        _plain = new PlainCodec(states.Codes);
        _random = random;
        _slot = random.Next(5) == 0 ? PlayerSlot.None : slot;
        _team = team;
        _loss = random.Next(3) * 20;
        _delay = random.Next(5);
        _sightPercent = random.Next(2) == 0 ? 100 : random.Next(5, 100);
        _longest = random.Next(3) == 0 ? random.Next(60, 400) : 30_000;
    }

    /// <summary>Is given what came, as one part, and what it brought.</summary>
    public Action<SnapshotPart, ReplicaPicture>? Received { get; set; }

    /// <summary>The first difference; empty when there is none.</summary>
    public string Turn(ref long cases)
    {
        Send();
        for (var index = _answers.Count - 1; index >= 0; index--)
        {
            if (_answers[index].Steps > 0)
            {
                _answers[index] = (_answers[index].Tick, _answers[index].Steps - 1);
                continue;
            }

            _encoder.Acknowledge(_answers[index].Tick);
            _answers.RemoveAt(index);
        }

        // Sometimes somebody says that it has what it has not: it may be lost then, but nothing may break.
        for (var index = 0; index < _onTheirWay.Count; index++)
        {
            if (_onTheirWay[index].Steps-- > 0)
                continue;

            var datagram = _onTheirWay[index];
            _onTheirWay.RemoveAt(index--);
            if (datagram.Tick.IsNewerThan(_decoder.Newest) || _decoder.Newest == default)
            {
                cases++;
                if (Receive(datagram) is { Length: > 0 } difference)
                    return difference;
            }
        }

        return "";
    }

    private void Send()
    {
        var (x, y) = Look();
        var header = new SnapshotHeader
        {
            Confirmed = _random.Next(3) == 0 ? default : _states.Tick + _random.Next(-200, 200),
            Margin = (sbyte)_random.Next(sbyte.MinValue, sbyte.MaxValue),
            Late = (ushort)(_random.Next(10) == 0 ? _random.Next(ushort.MaxValue) : 0),
            ClockTicks = _random.Next(10) == 0 ? (uint)_random.Next() : 100_000 - Math.Min(100_000, _states.Tick.Value),
            OwnEntity = new((ulong)_random.Next(1, 3)),
        };
        var body = new byte[_longest];
        var length = _encoder.Encode(in header, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_seen), new Audiences(_slot, _team, x, y), body, _random.Next(5) == 0, _random.Next(4) == 0, out var flags);
        if (length == 0 || _random.Next(100) < _loss)
            return;

        var expected = new ReplicaPicture();
        _encoder.CopyNewest(expected);
        _onTheirWay.Add(new Datagram(_states.Tick, flags, body.AsMemory(0, length), expected) { Steps = _random.Next(_delay + 1) });
    }

    /// <summary>Part of the world, now and then nothing of it, the own avatar always; it is seen as its owner sees it.</summary>
    private (long X, long Y) Look()
    {
        var (x, y) = (0L, 0L);
        var looksAway = _random.Next(25) == 0;
        _seen.Clear();
        for (byte lane = 0; lane < ReplicaCodes.Lanes; lane++)
        {
            if (_states[lane] is not { } entities)
                continue;

            for (var place = 0; place < entities.PlaceLimit; place++)
            {
                ref readonly var row = ref entities.Rows[place];
                var isOwn = !_slot.IsNone && row.Owner == _slot.Value;
                if (row.Id == 0 || (lane == ReplicaCodes.OwnLane && !isOwn) || (lane == (int)EntityKind.Avatar && isOwn))
                    continue;

                if (lane == ReplicaCodes.OwnLane)
                    (x, y) = (row.X, row.Y);
                else if (looksAway || (row.Id * 2_654_435_761 % 100 >= (ulong)_sightPercent && _random.Next(4) != 0))
                    continue;
                _seen.Add(new Sighting(lane, place, _random.NextInt64(1L << 40)));
            }
        }

        return (x, y);
    }

    private string Receive(Datagram datagram)
    {
        if (!_decoder.TryDecode(datagram.Tick, datagram.Flags, datagram.Body.Span, _got, out var hasBase))
            return $"the snapshot of {datagram.Body.Length} bytes was refused, {(hasBase ? "malformed" : "without a base")}";
        Received?.Invoke(new SnapshotPart(datagram.Flags, datagram.Tick, 0, 1, datagram.Body), _got);
        if (_random.Next(100) >= _loss)
            _answers.Add((datagram.Tick, _random.Next(_delay + 1)));

        var bytes = new byte[_plain.BytesOf(datagram.Expected)];
        var plain = new ReplicaPicture();
        Assert.Equal(bytes.Length, _plain.Encode(datagram.Expected, bytes));
        return !_plain.TryDecode(bytes, plain) ? "the plain codec does not read what it wrote"
            : _got.Equals(plain, out var difference) ? ""
            : difference;
    }

    private sealed record Datagram(Tick Tick, SnapshotFlags Flags, ReadOnlyMemory<byte> Body, ReplicaPicture Expected)
    {
        public int Steps { get; set; }
    }
}
