using System.Diagnostics;
using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Scenes.Field;
using Ecs.Server;
using Ecs.Server.Doors.Native.Replication;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation;

namespace Ecs.Benchmarks.Snapshots;

/// <summary>A room whose players' snapshots are written, and read back by some, without a socket between.</summary>
internal sealed class SnapshotRun : IDisposable
{
    private const int TickRate = 60;
    private const int Divisor = 2;
    private const int WarmTicks = 240;
    private const int Readers = 16;

    private readonly SnapshotScene _scene;
    private readonly GameServer _server;
    private readonly Room _room;
    private readonly ReplicaStates _states;
    private readonly RoomSights _sights;
    private readonly List<SnapshotReceiver> _receivers = [];
    private readonly PlainCodec _plain;
    private readonly byte[] _body = new byte[Limits.SnapshotBodyBytes];
    private long _bytes;
    private long _heads;
    private long _plainBytes;
    private long _bodyBits;
    private long _visible;
    private long _snapshots;
    private long _turns;
    private long _ticks;
    private long _writing;
    private long _allocated;

    public SnapshotRun(SnapshotScene scene)
    {
        _scene = scene;
        var games = new GameTable();
        games.Add<FieldMode>("field");
        _server = new GameServer(new ServerMetrics(), games);
        _room = _server.OpenRoom(
            new RoomOptions { Name = "field", Mode = "field", TickRate = TickRate, SnapshotDivisor = Divisor, PlayerLimit = scene.Players, Bots = scene.Players * scene.Walking / 100 },
            FieldMap.Of(scene.AreaBodies, scene.Bullets));
        _states = new ReplicaStates(new ReplicaCodes(_room.World.ReplicaSchema));
        _sights = new RoomSights(_states, _room.World.Rules);
        _plain = new PlainCodec(_states.Codes);
        for (var number = _room.PlayerCount; number < scene.Players; number++)
        {
            if (!_room.TryJoin($"stands-{number}", false, out _))
                throw new InvalidOperationException("the room has no seat for all players of the scene");
        }
    }

    public SnapshotFigures Measure(int seconds)
    {
        var marks = new SightingMarks();
        for (var tick = 0; tick < WarmTicks; tick++)
            Tick();
        for (var number = 0; number < _room.SeatLimit; number++)
        {
            if (_room.SeatAt(number) is { } seat)
                _receivers.Add(new SnapshotReceiver(_states, marks, seat));
        }

        foreach (var receiver in _receivers)
            _states.AddOwner(receiver.Seat.Slot);
        for (var tick = 0; tick < WarmTicks; tick++)
            Turn();
        (_bytes, _heads, _plainBytes, _bodyBits, _visible, _snapshots, _turns, _ticks, _writing, _allocated) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var receiver in _receivers)
            receiver.Spending.Clear();
        for (var tick = 0; tick < seconds * TickRate; tick++)
            Turn();
        return Figures();
    }

    public void Dispose() => _server.Dispose();

    private void Tick() => _server.Tick.Run(TimeSpan.FromSeconds(1.0 / TickRate));

    /// <summary>A tick, and after each second one the snapshots.</summary>
    private void Turn()
    {
        Tick();
        if (++_ticks % Divisor != 0)
            return;

        _turns++;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        _sights.Share(_room.World);
        _writing += Stopwatch.GetTimestamp() - began;
        _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        for (var number = 0; number < _receivers.Count; number++)
            Write(_receivers[number], number < Readers);
    }

    private void Write(SnapshotReceiver receiver, bool reads)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        receiver.Encoder.Acknowledge(receiver.Encoder.NewestSent);
        var audiences = _sights.Look(receiver.Seat.Slot, receiver.Seat.Avatar, null, receiver.Encoder.Newest);
        var header = new SnapshotHeader
        {
            Confirmed = _states.Tick + 2,
            Margin = _turns % 4 == 0 ? (sbyte)2 : SnapshotHeader.NoMargin,
            OwnEntity = receiver.Seat.Avatar,
        };
        var length = receiver.Encoder.Encode(in header, _sights.Seen, audiences, _body, _turns % 15 == 0, _turns % (Limits.LongestPause / Divisor) == 0, out var flags);
        _writing += Stopwatch.GetTimestamp() - began;
        _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        _visible += receiver.Encoder.Newest.Length;
        var plain = receiver.PlainBytes(_plain);
        _plainBytes += plain + HeadsOf((int)plain);
        if (length == 0)
            return;

        if (reads)
            receiver.Read(_states.Tick, flags, _body.AsSpan(0, length));
        _snapshots++;
        _bodyBits += length * 8L;
        _heads += HeadsOf(length);
        _bytes += length + HeadsOf(length);
    }

    private static long HeadsOf(int bodyBytes)
    {
        var parts = (bodyBytes + SnapshotParts.PartBytes(Limits.LongestPath) - 1) / SnapshotParts.PartBytes(Limits.LongestPath);
        return parts * (Limits.OuterHeadBytes + Limits.DatagramHeadBytes + (parts > 1 ? SnapshotPart.LongHeadBytes : SnapshotPart.HeadBytes));
    }

    private SnapshotFigures Figures()
    {
        var clientSeconds = _receivers.Count * (_ticks / (double)TickRate);
        var spending = new SnapshotSpending(_states.Codes.Components.Count);
        foreach (var receiver in _receivers)
            spending.Add(receiver.Spending);
        return new SnapshotFigures
        {
            Scene = _scene.Name,
            Clients = _receivers.Count,
            VisibleEntities = Math.Round((double)_visible / _turns / _receivers.Count, 1),
            BytesPerClientPerSecond = Math.Round(_bytes / clientSeconds, 1),
            PlainBytesPerClientPerSecond = Math.Round(_plainBytes / clientSeconds, 1),
            Share = Math.Round((double)_bytes / _plainBytes, 4),
            HeadBytesPerClientPerSecond = Math.Round(_heads / clientSeconds, 1),
            SnapshotsPerClientPerSecond = Math.Round(_snapshots / clientSeconds, 2),
            BitsPerVisibleEntity = Math.Round((double)_bodyBits / _visible, 3),
            EncodeNsPerEntity = Math.Round(_writing * 1e9 / Stopwatch.Frequency / _visible, 1),
            AllocatedBytesPerTick = Math.Round((double)_allocated / _ticks, 2),
            Causes = Enum.GetValues<SnapshotCause>().ToDictionary(static cause => cause.ToString(), cause => Math.Round(spending.Causes[(int)cause] / 8.0 / clientSeconds, 1)),
            Components = _states.Codes.Components.Index().ToDictionary(static one => one.Item, one => Math.Round(spending.Components[one.Index] / 8.0 / clientSeconds, 1)),
        };
    }
}
