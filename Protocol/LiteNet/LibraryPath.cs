using System.Runtime.CompilerServices;
using LiteNetLib;

namespace Ecs.Protocol.LiteNet;

/// <summary>
/// How long the datagrams of one LiteNetLib peer may be. The library sets it for all peers or measures upwards from 1,024 bytes; one peer's
/// own is a method that it keeps to itself (the version is pinned, and a test calls it).
/// </summary>
public static class LibraryPath
{
    public static void Set(NetPeer peer, int bytes) => OverrideMtu(peer, bytes);

    /// <summary>
    /// The control lane keeps to the path, in parts where it must. A message of the stream lane goes out whole: who tries a path sends
    /// longer ones than are known to get through.
    /// </summary>
    public static void Send(NetPeer peer, Lane lane, ReadOnlySpan<byte> message)
    {
        var path = peer.Mtu;
        if (lane == Lane.Control)
        {
            peer.Send(message, 0, DeliveryMethod.ReliableOrdered);
        }
        else if (message.Length + Limits.DatagramHeadBytes <= path)
        {
            peer.Send(message, 0, DeliveryMethod.Unreliable);
        }
        else
        {
            OverrideMtu(peer, message.Length + Limits.DatagramHeadBytes);
            peer.Send(message, 0, DeliveryMethod.Unreliable);
            OverrideMtu(peer, path);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "OverrideMtu")]
    private static extern void OverrideMtu(LiteNetPeer peer, int bytes);
}
