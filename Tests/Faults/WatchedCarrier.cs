using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;

namespace Ecs.Tests.Faults;

/// <summary>The server's carrier with ears; see <see cref="WatchedTransport"/>.</summary>
internal sealed class WatchedCarrier(FaultRun run, ICarrier inner) : ICarrier, IPeerListener
{
    private readonly Dictionary<Peer, WatchedPeer> _peers = [];
    private IPeerListener? _listener;

    public string Label => inner.Label;

    public int PeerCount => inner.PeerCount;

    public void Receive(TimeSpan elapsed, IPeerListener listener)
    {
        _listener = listener;
        inner.Receive(elapsed, this);
    }

    public void Update(TimeSpan elapsed) => inner.Update(elapsed);

    public void Dispose() => inner.Dispose();

    Reason IPeerListener.Judge(string connectKey) => _listener!.Judge(connectKey);

    void IPeerListener.OnConnected(Peer peer)
    {
        var connection = run.ConnectionAt(peer.Address);
        var watched = new WatchedPeer(run, connection, peer);
        connection.Peer = watched;
        _peers.Add(peer, watched);
        _listener!.OnConnected(watched);
    }

    void IPeerListener.OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message)
    {
        var watched = _peers[peer];
        run.Trace(watched.Connection, 1, lane, message.Span);
        watched.Connection.HeardAt = run.Server.Clock.Now;
        if (lane == Lane.Control && watched.Connection is { Client: { } client, Up: { } said } && !said.TryHear(message.Span))
            throw new FaultException("control-up", $"message {said.Heard} of {client.Name} is not what it said");

        run.Mutant.ServerHears(watched.Connection, lane, message, watched.Hearing ??= (on, heard) => Hear(watched, on, heard));
    }

    void IPeerListener.OnDisconnected(Peer peer, Reason reason)
    {
        if (_peers.Remove(peer, out var watched) && run.Mutant.LearnsOfEnd(watched.Connection, reason))
            _listener!.OnDisconnected(watched, reason);
    }

    private void Hear(WatchedPeer peer, Lane lane, ReadOnlyMemory<byte> message) => _listener!.OnMessage(peer, lane, message);
}
