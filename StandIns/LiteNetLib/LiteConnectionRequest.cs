using System.Net;
using LiteNetLib.Transport;
using LiteNetLib.Utils;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <summary>Somebody wants to connect. Answer once, now or later; further answers do nothing.</summary>
public abstract class LiteConnectionRequest
{
    /// <summary>What the other side sent along with its request.</summary>
    public readonly NetDataReader Data;

    public readonly IPEndPoint RemoteEndPoint;

    private int _answered;

    private protected LiteConnectionRequest(LiteNetManager manager, IPEndPoint remote, EndpointKey key, in ConnectRequestLayout request, int number, byte[] data, int size, long now)
    {
        Manager = manager;
        RemoteEndPoint = remote;
        Key = key;
        Target = remote.Serialize();
        Dialect = request.Dialect;
        Data = new NetDataReader(data);
        Time = request.Time;
        PeerId = request.PeerId;
        Number = number;
        Size = size;
        LastSeen = now;
    }

    internal LiteNetManager Manager { get; }

    internal EndpointKey Key { get; }

    internal SocketAddress Target { get; }

    internal Dialect Dialect { get; }

    internal long Time { get; private set; }

    internal int PeerId { get; private set; }

    internal int Number { get; }

    /// <summary>Bytes received so far; a refusal is not repeated beyond them.</summary>
    internal int Size { get; private set; }

    internal long LastSeen { get; private set; }

    public void Reject() => Reject([], 0, 0, false);

    public void Reject(byte[] rejectData) => Reject(rejectData, 0, rejectData.Length, false);

    public void Reject(NetDataWriter rejectData) => Reject(rejectData.Data, 0, rejectData.Length, false);

    public void Reject(byte[] rejectData, int start, int length) => Reject(rejectData, start, length, false);

    /// <summary><c>force</c>: Send the refusal at most once and keep no peer; without data nothing is sent at all.</summary>
    public void Reject(byte[] rejectData, int start, int length, bool force)
    {
        if (TryAnswer())
        {
            Manager.RefuseRequest((ConnectionRequest)this, rejectData.AsSpan(start, length), force);
        }
    }

    public void RejectForce() => Reject([], 0, 0, true);

    public void RejectForce(byte[] rejectData) => Reject(rejectData, 0, rejectData.Length, true);

    public void RejectForce(NetDataWriter rejectData) => Reject(rejectData.Data, 0, rejectData.Length, true);

    public void RejectForce(byte[] rejectData, int start, int length) => Reject(rejectData, start, length, true);

    /// <summary>The same endpoint asked again before an answer: a newer request replaces what an answer will refer to.</summary>
    internal void Update(in ConnectRequestLayout request, int size, long now)
    {
        if (request.Time < Time)
        {
            return;
        }

        Time = request.Time;
        PeerId = request.PeerId;
        Size += size;
        LastSeen = now;
    }

    private protected bool TryAnswer() => Interlocked.Exchange(ref _answered, 1) == 0;

    /// <summary>Null when answered before, or when the request is gone.</summary>
    private protected NetPeer AcceptCore() => TryAnswer() ? Manager.AcceptRequest((ConnectionRequest)this)! : null!;

    private protected NetPeer AcceptIfKeyCore(string key)
    {
        if (Data.TryGetString(out string given) && given == key)
        {
            return AcceptCore();
        }

        Reject();
        return null!;
    }
}
