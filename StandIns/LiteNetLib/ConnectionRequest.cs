using System.Net;
using LiteNetLib.Transport;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <inheritdoc />
public sealed class ConnectionRequest : LiteConnectionRequest
{
    internal ConnectionRequest(LiteNetManager manager, IPEndPoint remote, EndpointKey key, in ConnectRequestLayout request, int number, byte[] data, int size, long now)
        : base(manager, remote, key, request, number, data, size, now)
    {
    }

    /// <summary>Connects; null when the request was answered before or is gone.</summary>
    public NetPeer Accept() => AcceptCore();

    /// <summary>Accepts when the data begins with this string, else rejects and returns null.</summary>
    public NetPeer AcceptIfKey(string key) => AcceptIfKeyCore(key);
}
