using System.Collections;

namespace LiteNetLib;

/// <summary>Walks the peers of a manager without allocating. A peer removed meanwhile does not end the walk.</summary>
public struct NetPeerEnumerator : IEnumerator<NetPeer>
{
    private readonly NetPeer? _first;
    private NetPeer? _next;
    private NetPeer? _current;

    internal NetPeerEnumerator(NetPeer? first)
    {
        _first = first;
        _next = first;
    }

    public readonly NetPeer Current => _current!;

    readonly object IEnumerator.Current => _current!;

    public bool MoveNext()
    {
        _current = _next;
        _next = (NetPeer?)_next?.NextPeer;
        return _current is not null;
    }

    public void Reset()
    {
        _next = _first;
        _current = null;
    }

    public readonly void Dispose()
    {
    }
}
