using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>
/// A room's snapshot as stream messages. The entities are written once; of all parts only the first differs between
/// receivers, because the header stands in it.
/// </summary>
internal sealed class SnapshotWriter
{
    private readonly byte[] _body = new byte[Limits.SnapshotBodyBytes];
    private readonly PacketBuffer _first = new();
    private readonly List<PacketBuffer> _others = [];
    private SnapshotHeader _header;
    private int _length;
    private int _parts;

    /// <summary>Writes what is the same for all receivers.</summary>
    public void Begin(Room room)
    {
        var view = room.View;
        _header = new SnapshotHeader { Tick = view.Tick, ClockTicks = view.ClockTicks, Margin = SnapshotHeader.NoMargin };
        _length = FullStateCodec.Encode(_header, view, _body);
        _parts = SnapshotParts.CountOf(_length);
        for (var index = 1; index < _parts; index++)
        {
            if (_others.Count < index)
                _others.Add(new PacketBuffer());

            MessageCodec.Encode(Part(index), _others[index - 1]);
        }
    }

    public void SendTo(NativeGuest session)
    {
        if (session.Seat is { } seat)
        {
            var header = _header with
            {
                Confirmed = seat.Inputs.Confirmed,
                Margin = seat.Inputs.TakeMargin(),
                Late = unchecked((ushort)seat.Inputs.Late),
                OwnEntity = seat.Avatar,
            };
            FullStateCodec.Readdress(_body, in header);
        }
        else
        {
            FullStateCodec.Readdress(_body, in _header);
        }

        if (session.Peer.PathBytes < Limits.LongestPath)
        {
            SendInShorterParts(session);
            return;
        }

        MessageCodec.Encode(Part(0), _first);
        session.Peer.Send(Lane.Stream, _first.Span);
        for (var index = 1; index < _parts; index++)
            session.Peer.Send(Lane.Stream, _others[index - 1].Span);
    }

    private void SendInShorterParts(NativeGuest session)
    {
        var body = _body.AsMemory(0, _length);
        var bytes = SnapshotParts.BytesFor(session.Peer.PathBytes);
        for (var index = 0; index < SnapshotParts.CountOf(_length, bytes); index++)
        {
            MessageCodec.Encode(SnapshotParts.Cut(_header.Tick, body, index, bytes), _first);
            session.Peer.Send(Lane.Stream, _first.Span);
        }
    }

    private SnapshotPart Part(int index) => SnapshotParts.Cut(_header.Tick, _body.AsMemory(0, _length), index);
}
