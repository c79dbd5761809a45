using System.Globalization;
using System.Net;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Files;
using Ecs.Server.Options;
using Ecs.Server.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>The socket of the page as the native door uses it.</summary>
internal sealed class WebServed : TickedServer, IPeerListener
{
    private readonly WebServer _web;
    private readonly List<Peer> _peers = [];

    /// <summary>With the byte for the lane a frame has as many as the framework's.</summary>
    private readonly byte[] _snapshot = new byte[WebSocketCommand.SnapshotBytes - 1];

    public WebServed()
    {
        // Scripted clients answer no pings.
        var connection = new ConnectionOptions { Limit = 4096, AddressLimit = 4096, TimeoutMilliseconds = int.MaxValue };
        var page = new WebOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) };
        var opening = new WebOpening(page, connection, "", "", Accounts: null, HandleBudget.Unlimited, Metrics, NullLogger.Instance);
        if (WebServer.TryOpen(opening, out var web, out var fault) != ExitCode.Ok || web is null)
            throw new InvalidOperationException(fault);

        _web = web;
        Port = int.Parse(web.Carrier.Label.Split(':')[^1], CultureInfo.InvariantCulture);
        Start();
    }

    public override int Port { get; }

    public Reason Judge(string connectKey) => Reason.None;

    public void OnConnected(Peer peer) => _peers.Add(peer);

    public void OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message) => MessagesIn++;

    public void OnDisconnected(Peer peer, Reason reason) => _peers.Remove(peer);

    protected override void Receive(TimeSpan elapsed) => _web.Carrier.Receive(elapsed, this);

    protected override int Send()
    {
        foreach (var peer in _peers)
            peer.Send(Lane.Stream, _snapshot);

        return _peers.Count;
    }

    protected override void Update(TimeSpan elapsed) => _web.Carrier.Update(elapsed);

    protected override void Close()
    {
        _web.Dispose();
        _web.Carrier.Dispose();
    }
}
