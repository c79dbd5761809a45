using System.Net;
using Ecs.Protocol;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Carriers;

/// <summary>
/// One connection of a carrier. The object is the handle: it is made for one connection and never used for another, so an
/// old one cannot name somebody new.
/// </summary>
public abstract class Peer
{
    /// <summary>Whoever the listener has put behind this connection.</summary>
    public object? Owner { get; set; }

    /// <summary>What it is limited by; null where the carrier knows no addresses.</summary>
    public virtual IPAddress? Source => null;

    /// <summary>Time since the other side was last heard; zero where the carrier does not know.</summary>
    public virtual TimeSpan SilentFor => TimeSpan.Zero;

    /// <summary>Whether the other side is on this machine.</summary>
    public abstract bool IsLoopback { get; }

    /// <summary>For logs and the console.</summary>
    public abstract string Address { get; }

    public abstract int RoundTripMilliseconds { get; }

    /// <summary>Messages of the control lane that were not acknowledged yet.</summary>
    public abstract int Unacknowledged { get; }

    /// <summary>
    /// Bytes of the longest datagram that is sent to it, but for messages of the stream lane that are longer by themselves:
    /// <see cref="Limits.ShortestPath"/> to <see cref="Limits.LongestPath"/>, which is also what carriers without datagrams have.
    /// </summary>
    public virtual int PathBytes { get => Limits.LongestPath; set => _ = value; }

    /// <summary>Nothing when the carrier does not count.</summary>
    public virtual PeerTraffic Traffic => default;

    /// <summary>Queues a message; does nothing when the connection has ended. The bytes are copied.</summary>
    public abstract void Send(Lane lane, ReadOnlySpan<byte> message);

    /// <summary>
    /// Like <see cref="Send(Lane, ReadOnlySpan{byte})"/> on the control lane, and <paramref name="delivery"/> will say when the other side has
    /// it. A carrier that cannot tell says so at once.
    /// </summary>
    public virtual void Send(ReadOnlySpan<byte> message, Delivery delivery)
    {
        Send(Lane.Control, message);
        delivery.IsDone = true;
    }

    /// <summary>Ends the connection; the other side gets <paramref name="farewell"/>. A second call does nothing.</summary>
    public abstract void Close(ReadOnlySpan<byte> farewell);
}
