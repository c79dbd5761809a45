using System.Runtime.InteropServices;
using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// The snapshots of a room. What its clients share is found out once for a turn, then each client's own difference is written; both on
/// whatever thread has the room. Sending is the tick thread's.
/// </summary>
internal sealed class RoomSnapshots
{
    private const int UnheardPerSecond = 10;   // whole snapshots for who has not said that one came
    private const int TurnsPerRepetition = 4;
    private const int FewestBytes = 48;        // of a body that says anything

    private readonly Room _room;
    private readonly ReplicaStates _states;
    private readonly SightingMarks _marks = new();
    private readonly List<SnapshotStream> _streams = [];
    private readonly List<Written> _written = [];
    private readonly byte[] _body = new byte[Limits.SnapshotBodyBytes];
    private readonly byte[] _packet = new byte[Limits.StreamBytes];
    private byte[] _bodies = new byte[1 << 16];
    private int _used;

    public RoomSnapshots(Room room)
    {
        _room = room;
        _states = new ReplicaStates(new ReplicaCodes(room.World.ReplicaSchema));
        Sights = new RoomSights(_states, room.World.Rules);
    }

    public ReplicaCodes Codes => _states.Codes;

    public RoomSights Sights { get; }

    public ReadOnlySpan<SnapshotStream> Streams => CollectionsMarshal.AsSpan(_streams);

    /// <summary>Somebody comes in, or is back over another connection and has nothing any more.</summary>
    public SnapshotStream Open(NativeGuest session)
    {
        _streams.RemoveAll(stream => stream.Session == session);
        var stream = new SnapshotStream(session, _states, _marks, _room);
        _streams.Add(stream);
        return stream;
    }

    /// <summary>Who has left is sent nothing more.</summary>
    public void Close() => _streams.RemoveAll(static stream => stream.Session.State != NativeState.InRoom);

    /// <summary>A tick is over, and what it brought is on its way.</summary>
    public void CountTick(long serverTick)
    {
        foreach (var stream in CollectionsMarshal.AsSpan(_streams))
            stream.CountTick(serverTick);
    }

    /// <summary>Writes the snapshots of this turn.</summary>
    public void Write()
    {
        Close();
        _written.Clear();
        _used = 0;
        Share();
        foreach (var stream in CollectionsMarshal.AsSpan(_streams))
        {
            if (IsDue(stream))
                WriteFor(stream);
            else if (MustRepeat(stream))
                Keep(stream, stream.LastBody, stream.LastFlags, isNew: false);
        }
    }

    /// <summary>Sends what was written.</summary>
    public void Send()
    {
        foreach (ref readonly var written in CollectionsMarshal.AsSpan(_written))
        {
            var (session, body) = (written.Stream.Session, _bodies.AsMemory(written.Start, written.Length));
            if (session.State != NativeState.InRoom)
                continue;

            var path = session.Peer.PathBytes;
            var parts = SnapshotParts.CountOf(written.Length, path);
            for (var index = 0; index < parts; index++)
            {
                var length = SnapshotParts.Cut(written.Flags, _states.Tick, body, index, path).Write(_packet);
                session.Peer.Send(Lane.Stream, _packet.AsSpan(0, length));
            }

            foreach (var owner in written.IsNew ? written.Stream.Encoder.EnteredPlayers : default)
                written.Stream.Known.Want(new PlayerSlot(owner));
            written.Stream.NoteSent(written.Length, parts, written.IsNew);
        }

        _written.Clear();
    }

    private void Share()
    {
        _states.ClearOwners();
        _room.World.WatchesAvatars = false;
        foreach (var stream in CollectionsMarshal.AsSpan(_streams))
        {
            if (stream.Session.Seat is { } seat)
            {
                _states.AddOwner(seat.Slot);
                _room.World.WatchesAvatars = true;
            }
        }

        Sights.Share(_room.World);
    }

    /// <summary>Somebody who has not said that anything came is not told everything again with every turn.</summary>
    private bool IsDue(SnapshotStream stream)
    {
        var session = stream.Session;
        if (session.HasNothing)
        {
            // Said with every input until something comes, and taken once.
            stream.Encoder.Reset();
            (session.HasNothing, session.AcknowledgedSnapshot) = (false, default);
        }

        var lost = stream.Encoder.Acknowledge(session.AcknowledgedSnapshot);
        if (lost >= 0)
            stream.Budget.NoteHeard(1, lost, _room.World.Tick.Since(stream.Encoder.Acknowledged));
        if (stream.Encoder.NewestSent == _states.Tick && stream.LastBody.Length > 0)
            return false;
        return stream.Encoder.Acknowledged != default || stream.TicksSinceWhole >= _room.Options.TickRate / UnheardPerSecond;
    }

    private void WriteFor(SnapshotStream stream)
    {
        var longest = LongestBody(stream.Budget.Allowance - stream.Outbox.NextBytes, stream.Session.Peer.PathBytes);
        if (longest < FewestBytes)
            return;

        var seat = stream.Session.Seat;
        var audiences = Sights.Look(seat?.Slot ?? PlayerSlot.None, seat?.Avatar ?? EntityId.None, stream.Last, stream.Encoder.Newest);
        var pause = Math.Min(Limits.LongestPause, _room.Options.TickRate / 2);
        var mustTell = _states.Tick.Since(stream.Encoder.NewestSent) >= pause;
        (stream.From, stream.Sight) = (audiences, Sights.Sight);
        stream.Last = Sights.HasAvatar ? audiences : stream.Last;
        var header = HeaderFor(stream, mustTell);
        var proves = stream.IsProofDue(_states.Tick);
        var length = stream.Encoder.Encode(in header, Sights.Seen, audiences, _body.AsSpan(0, longest), proves, mustTell, out var flags);
        if (length == 0)
            return;

        stream.NoteWritten(in header, proves, (flags & SnapshotFlags.Whole) != 0);
        if (header.Margin != SnapshotHeader.NoMargin)
            stream.Session.Seat?.Inputs.TakeMargin();
        var body = _body.AsSpan(0, length);
        stream.KeepBody(body, flags);
        Keep(stream, body, flags, isNew: true);
    }

    /// <summary>The world stands still, and the client has not said that it knows how.</summary>
    private bool MustRepeat(SnapshotStream stream) =>
        stream.Encoder.NewestSent == _states.Tick
        && stream.Encoder.Acknowledged != _states.Tick
        && ++stream.TurnsSinceSent % TurnsPerRepetition == 0
        && BytesOf(stream.LastBody.Length, stream.Session.Peer.PathBytes) <= stream.Budget.Allowance;

    private void Keep(SnapshotStream stream, ReadOnlySpan<byte> body, SnapshotFlags flags, bool isNew)
    {
        if (_bodies.Length < _used + body.Length)
            Array.Resize(ref _bodies, Math.Max(_bodies.Length * 2, _used + body.Length));
        body.CopyTo(_bodies.AsSpan(_used));
        stream.Budget.Reserve(BytesOf(body.Length, stream.Session.Peer.PathBytes));
        _written.Add(new Written(stream, _used, body.Length, flags, isNew));
        _used += body.Length;
    }

    private SnapshotHeader HeaderFor(SnapshotStream stream, bool mustTell)
    {
        var header = new SnapshotHeader { Tick = _states.Tick, ClockTicks = _room.World.ClockTicks, Margin = SnapshotHeader.NoMargin };
        if (stream.Session.Seat is not { } seat)
            return header;

        var late = unchecked((ushort)seat.Inputs.Late);
        return header with
        {
            Confirmed = seat.Inputs.Confirmed,
            Margin = mustTell || stream.IsMarginDue(late) ? seat.Inputs.Margin : SnapshotHeader.NoMargin,
            Late = late,
            OwnEntity = seat.Avatar,
            Missed = seat.Inputs.NewestMissed,
            Refused = seat.Inputs.NewestRefused,
            Pushed = _room.World.NewestAct(seat.Slot, OutsideAct.Push),
            ModeActed = _room.World.NewestAct(seat.Slot, OutsideAct.ModeEvent),
        };
    }

    /// <summary>Bytes on the wire of a body.</summary>
    private static int BytesOf(int body, int path) => body + SnapshotParts.HeadBytesOf(SnapshotParts.CountOf(body, path));

    /// <summary>Bytes of the body that so many bytes on the wire have room for.</summary>
    private static int LongestBody(int allowance, int path)
    {
        var head = Limits.OuterHeadBytes + Limits.DatagramHeadBytes;
        var parts = Math.Min(Limits.SnapshotParts, allowance / (path + Limits.OuterHeadBytes));
        return parts <= 1
            ? Math.Min(SnapshotParts.WholeBytes(path), allowance - head - SnapshotPart.HeadBytes)
            : Math.Min(Limits.SnapshotBodyBytes, parts * SnapshotParts.PartBytes(path));
    }

    private readonly record struct Written(SnapshotStream Stream, int Start, int Length, SnapshotFlags Flags, bool IsNew);
}
