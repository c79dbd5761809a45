using Ecs.Protocol;

namespace Ecs.Server.Doors.Native.Carriers;

/// <summary>What a carrier tells about its peers.</summary>
public interface IPeerListener
{
    /// <summary>
    /// Whether somebody who presents <paramref name="connectKey"/> may connect: <see cref="Reason.None"/>, or what to tell
    /// the refused. No state exists for the asking address yet, so the answer must not depend on it.
    /// </summary>
    Reason Judge(string connectKey);

    void OnConnected(Peer peer);

    /// <param name="peer">The sender.</param>
    /// <param name="lane">The lane it came on.</param>
    /// <param name="message">One message, any bytes; valid during the call only.</param>
    void OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message);

    /// <summary>The peer is gone; it never speaks again.</summary>
    void OnDisconnected(Peer peer, Reason reason);
}
