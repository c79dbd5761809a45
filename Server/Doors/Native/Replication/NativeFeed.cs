using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// What the native clients of one room are told: news once and in order, snapshots at a divisor of the tick rate. News are
/// encoded once for all. A newcomer first gets the whole room as it is now, so it needs no news of the tick it came in.
/// </summary>
internal sealed class NativeFeed
{
    private readonly Room _room;
    private readonly int _phase;
    private readonly List<NativeGuest> _newcomers = [];
    private readonly RoomSnapshots _snapshots;
    private readonly RoomNews _news;
    private readonly CarriedNews _carried;
    private readonly DiagnosticsWriter _diagnostics;
    private readonly ServerMetrics _metrics;

    /// <param name="room">Whose news.</param>
    /// <param name="phase">Shifts the snapshots of neighbouring rooms into different ticks.</param>
    /// <param name="metrics">What operators are told.</param>
    public NativeFeed(Room room, int phase, ServerMetrics metrics)
    {
        _metrics = metrics;
        _room = room;
        _snapshots = new RoomSnapshots(room);
        _diagnostics = new DiagnosticsWriter(_snapshots.Codes.Components.Count);
        _news = new RoomNews(room, _snapshots.Sights, metrics);
        _carried = new CarriedNews(room);
        _phase = phase;
    }

    public Room Room => _room;

    /// <summary>The session waits to be let in.</summary>
    public void Expect(NativeGuest session)
    {
        // Whoever comes back before having been let in waits already.
        if (!_newcomers.Contains(session))
            _newcomers.Add(session);
    }

    /// <summary>Writes the snapshots of this tick for those who are here already, if it is their turn.</summary>
    /// <inheritdoc cref="Replicate"/>
    public void Encode(long serverTick, bool isBehind)
    {
        if (!_snapshots.Streams.IsEmpty && IsTurn(serverTick, isBehind))
            _snapshots.Write();
    }

    /// <summary>One server tick of the room.</summary>
    /// <param name="serverTick">Decides whose turn it is.</param>
    /// <param name="isBehind">Whether the server has no time to spare: half the snapshots have to do.</param>
    public void Replicate(long serverTick, bool isBehind)
    {
        _newcomers.RemoveAll(static session => session.State != NativeState.Entering);
        _snapshots.Close();
        foreach (var stream in _snapshots.Streams)
            stream.Outbox.Continue();
        _news.Tell(_snapshots.Streams);
        _carried.Tell(_snapshots.Streams);
        Welcome();
        _snapshots.Send();
        foreach (var stream in _snapshots.Streams)
            _news.TellNames(stream);
        TellOperators(serverTick);
        _snapshots.CountTick(serverTick);
    }

    /// <summary>Its connections are about to be closed: what has been said is on its way before the farewell.</summary>
    public void SendRest()
    {
        foreach (var stream in _snapshots.Streams)
            stream.Outbox.SendRest();
    }

    private void TellOperators(long serverTick)
    {
        _diagnostics.Add(_metrics.Tick);
        if ((serverTick + _phase) % Math.Max(1, _room.Options.TickRate / DiagnosticsWriter.PerSecond) != 0)
            return;

        ReadOnlySpan<byte> message = default;
        foreach (var stream in _snapshots.Streams)
        {
            if (stream.Session.Role == PlayerRole.Operator)
            {
                message = message.IsEmpty ? _diagnostics.Write(_snapshots.Streams, _metrics) : message;
                stream.Session.Peer.Send(Lane.Control, message);
            }
        }

        _diagnostics.Reset();
    }

    private void Welcome()
    {
        for (var index = 0; index < _newcomers.Count; index++)
        {
            var session = _newcomers[index];
            if (session.Seat is null or { State: SeatState.Playing })
            {
                LetIn(session);
                _newcomers.RemoveAt(index--);
            }
        }
    }

    private void LetIn(NativeGuest session)
    {
        var options = _room.Options;
        session.State = NativeState.InRoom;
        session.Send(new Entered(
            session.Seat?.Avatar ?? EntityId.None,
            session.Seat?.Slot ?? PlayerSlot.None,
            (ushort)options.TickRate,
            (byte)options.SnapshotDivisor,
            _room.World.Tick,
            options.Name,
            options.Mode,
            _room.World.Map.Name,
            _room.World.Map.Hash,
            _snapshots.Codes.Schema.Hash)
        {
            WishSpeed = (ushort)_room.World.Options.WishSpeed,
        });
        var stream = _snapshots.Open(session);
        _news.Welcome(stream);
        _carried.Welcome(stream);
    }

    private bool IsTurn(long serverTick, bool isBehind) =>
        (serverTick + _phase) % (_room.Options.SnapshotDivisor * (isBehind ? 2 : 1)) == 0;
}
