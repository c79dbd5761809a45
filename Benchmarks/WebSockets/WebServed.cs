using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Files;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Pacing;
using Ecs.Server.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>The socket of the page as the native door uses it: a tick sixty times a second, a snapshot in every second one.</summary>
internal sealed class WebServed : IPeerListener, IServed
{
    private const int TickRate = 60;
    private const int SendDivisor = TickRate / WebSocketCommand.Rate;

    private readonly ServerMetrics _metrics = new();
    private readonly SystemTickWaiter _waiter = new();
    private readonly WebServer _web;
    private readonly List<Peer> _peers = [];

    /// <summary>With the byte for the lane a frame has as many as the framework's.</summary>
    private readonly byte[] _snapshot = new byte[WebSocketCommand.SnapshotBytes - 1];
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public WebServed()
    {
        // Scripted clients answer no pings.
        var connection = new ConnectionOptions { Limit = 4096, AddressLimit = 4096, TimeoutMilliseconds = int.MaxValue };
        var page = new WebOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) };
        var opening = new WebOpening(page, connection, "", "", Accounts: null, HandleBudget.Unlimited, _metrics, NullLogger.Instance);
        if (WebServer.TryOpen(opening, out var web, out var fault) != ExitCode.Ok || web is null)
            throw new InvalidOperationException(fault);

        _web = web;
        Port = int.Parse(web.Carrier.Label.Split(':')[^1], CultureInfo.InvariantCulture);
        _thread = new Thread(Tick);
        _thread.Start();
    }

    public int Port { get; }

    public long MessagesIn { get; private set; }

    public long MessagesOut { get; private set; }

    public Reason Judge(string connectKey) => Reason.None;

    public void OnConnected(Peer peer) => _peers.Add(peer);

    public void OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message) => MessagesIn++;

    public void OnDisconnected(Peer peer, Reason reason) => _peers.Remove(peer);

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _web.Dispose();
        _web.Carrier.Dispose();
        _waiter.Dispose();
        _metrics.Dispose();
    }

    private void Tick()
    {
        var elapsed = TimeSpan.FromSeconds(1.0 / TickRate);
        var start = Stopwatch.GetTimestamp();
        for (long tick = 0; !_isStopping; tick++)
        {
            _waiter.WaitUntil(start + (tick * Stopwatch.Frequency / TickRate));
            _web.Carrier.Receive(elapsed, this);
            if (tick % SendDivisor == 0)
            {
                foreach (var peer in _peers)
                    peer.Send(Lane.Stream, _snapshot);

                MessagesOut += _peers.Count;
            }

            _web.Carrier.Update(elapsed);
        }
    }
}
