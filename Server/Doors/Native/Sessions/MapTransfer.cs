using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Guards;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// A map on its way to one client: parts of one datagram each, so many bytes a second, and never so many in flight that a line of chat
/// would have to wait long behind them.
/// </summary>
/// <param name="map">What travels.</param>
/// <param name="peer">Over which connection; another one is another transfer.</param>
internal sealed class MapTransfer(Map map, Peer peer)
{
    /// <summary>Parts that are sent before those of the group before the last have arrived.</summary>
    private const int GroupParts = 4;

    /// <summary>Parts of one tick.</summary>
    private const int PartsPerTick = 2;

    /// <summary>Bytes a second, with all that is around them.</summary>
    private const int BytesPerSecond = 16 * 1024;

    private readonly int _partBytes = Math.Min(Limits.MapPartBytes, peer.PathBytes - Limits.ControlHeadBytes - Limits.MapPartHeadBytes);
    private Delivery _last = new() { IsDone = true };
    private Delivery _beforeLast = new() { IsDone = true };
    private int _next;

    private int Count => (map.Packed.Length + _partBytes - 1) / _partBytes;

    /// <summary>Of one session, whatever it asks for again.</summary>
    public static TokenBucket NewPace() => new(BytesPerSecond, PartsPerTick * (Limits.LongestPath + Limits.OuterHeadBytes));

    /// <summary>Sends what may go now; false when all has gone, or nobody is there to take it.</summary>
    public bool Continue(NativeGuest session, TimeSpan now)
    {
        if (session.State != NativeState.InRoom || session.Peer != peer)
            return false;

        for (var sent = 0; sent < PartsPerTick && _next < Count; sent++)
        {
            var body = map.Packed.Slice(_next * _partBytes, Math.Min(_partBytes, map.Packed.Length - (_next * _partBytes)));
            if (!MayBegin() || !session.PaysForMap(body.Length + Limits.MapPartHeadBytes + Limits.ControlHeadBytes + Limits.OuterHeadBytes, now))
                break;

            Send(session, new MapPart(map.Hash, (byte)_next, (byte)Count, body));
            _next++;
        }

        return _next < Count;
    }

    /// <summary>The first of a group waits for all of the group before the last.</summary>
    private bool MayBegin() => _next % GroupParts != 0 || _beforeLast.IsDone;

    private void Send(NativeGuest session, in MapPart part)
    {
        if (_next % GroupParts != GroupParts - 1)
        {
            session.Send(in part);
            return;
        }

        // The last of a group says when all of it has arrived: the lane keeps the order.
        (_beforeLast, _last) = (_last, _beforeLast);
        _last.IsDone = false;
        session.Send(in part, _last);
    }
}
