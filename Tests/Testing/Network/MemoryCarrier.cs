using System.Net;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;

namespace Ecs.Tests.Testing.Network;

/// <summary>The carrier over a <see cref="VirtualNetwork"/>: the same session rules as over UDP, without a socket or a clock.</summary>
public sealed class MemoryCarrier(VirtualNetwork network) : ICarrier
{
    /// <summary>Silence after which a peer counts as lost, as on the real wire.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromMilliseconds(Limits.SilenceMilliseconds);

    private static readonly IPAddress Elsewhere = new([192, 0, 2, 1]);

    private readonly List<MemoryPeer> _peers = [];
    private int _number;

    public string Label => "memory";

    public int PeerCount => _peers.Count;

    /// <summary>Dials this carrier; the answer comes through the socket.</summary>
    /// <param name="up">The way to the server.</param>
    /// <param name="down">The way back.</param>
    /// <param name="connectKey">What the other side is presented with.</param>
    /// <param name="isLoopback">Whether the client counts as being on the server's machine.</param>
    /// <param name="address">Where the client is; without one, on the server's machine or not as it says.</param>
    public VirtualSocket Connect(
        LinkConditions? up = null,
        LinkConditions? down = null,
        string connectKey = Limits.ConnectKey,
        bool isLoopback = true,
        IPAddress? address = null)
    {
        var socket = new VirtualSocket(
            network.NewLink(up ?? LinkConditions.Perfect),
            network.NewLink(down ?? LinkConditions.Perfect),
            connectKey,
            address ?? (isLoopback ? IPAddress.Loopback : Elsewhere));
        _peers.Add(new MemoryPeer(socket, _number++));
        return socket;
    }

    public void Receive(TimeSpan elapsed, IPeerListener listener)
    {
        // A listener may close any peer while it hears of another; nobody is removed before all have been heard.
        for (var index = 0; index < _peers.Count; index++)
        {
            var peer = _peers[index];
            Hear(peer, listener);
            Watch(peer, elapsed, listener);
        }

        _peers.RemoveAll(static peer => peer.IsClosed && (peer.Socket.Down.InFlight == 0 || peer.Silence > SilenceLimit));
    }

    public void Update(TimeSpan elapsed)
    {
        // Packets fly by themselves.
    }

    public void Dispose() => _peers.Clear();

    private static void Hear(MemoryPeer peer, IPeerListener listener)
    {
        while (peer.Socket.Up.TryReceive(out var packet))
        {
            if (peer.IsClosed)
                continue;

            peer.Silence = TimeSpan.Zero;
            switch (packet.Kind)
            {
                case VirtualPacketKind.Connect:
                    Answer(peer, Encoding.UTF8.GetString(packet.Bytes.Span), listener);
                    break;
                case VirtualPacketKind.Message when peer.IsAccepted:
                    listener.OnMessage(peer, packet.Lane, packet.Bytes);
                    break;
                case VirtualPacketKind.Close when peer.IsAccepted:
                    peer.Forget();
                    listener.OnDisconnected(peer, Reason.Left);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Answer(MemoryPeer peer, string connectKey, IPeerListener listener)
    {
        var refusal = listener.Judge(connectKey);
        if (refusal != Reason.None)
        {
            peer.Close(Farewells.OfRefusal(refusal, connectKey));
            return;
        }

        peer.IsAccepted = true;
        peer.Socket.Down.Send(VirtualPacketKind.Accept, Lane.Control, []);
        listener.OnConnected(peer);
    }

    private static void Watch(MemoryPeer peer, TimeSpan elapsed, IPeerListener listener)
    {
        if (!peer.Socket.Up.IsCut && !peer.Socket.Up.IsHeld && !peer.IsClosed)
            return;

        peer.Silence += elapsed;
        if (peer.Silence > SilenceLimit && !peer.IsClosed)
        {
            peer.Forget();
            if (peer.IsAccepted)
                listener.OnDisconnected(peer, Reason.ConnectionLost);
        }
    }
}
