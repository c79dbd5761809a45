using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// TCP streams. The tick's thread only ever touches queues in memory; a thread of the listener's own moves the bytes between
/// them and the sockets (docs/decisions/0008-own-sockets.md).
/// </summary>
public sealed class SocketStreamListener : IStreamListener
{
    private const int KernelBacklog = 512;

    private readonly ServerMetrics _metrics;
    private readonly StreamPump _pump;
    private bool _isDisposed;

    private SocketStreamListener(Socket socket, SocketStreamOptions options, ServerMetrics metrics)
    {
        _metrics = metrics;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Proxies = options.Proxies;
        options.Handles.Want(options.ConnectionLimit);
        _pump = new StreamPump(this, socket, options, metrics);
    }

    public int Port { get; }

    public TrustedProxies Proxies { get; }

    internal SegmentPool Arriving { get; } = new();

    internal SegmentPool Leaving { get; } = new();

    internal ConcurrentQueue<SocketStream> Accepted { get; } = new();

    internal PumpClock Clock { get; } = new();

    /// <summary>Tick's thread: whether there is anything that the pump should not put off.</summary>
    internal bool HasWork { get; set; }

    /// <summary>Opens the port. False, with the reason, when it is in use or not ours to open.</summary>
    public static bool TryOpen(
        SocketStreamOptions options,
        ServerMetrics metrics,
        [NotNullWhen(true)] out SocketStreamListener? listener,
        [NotNullWhen(false)] out ListenFault? fault)
    {
        listener = null;
        var where = new IPEndPoint(options.Address, options.Port);
        if (!ListenSocket.TryOpen(where, KernelBacklog, Tune, out var socket, out fault))
            return false;
        listener = new SocketStreamListener(socket, options, metrics);
        return true;

        // Accepted sockets inherit these, and with them the size of the window that the other side hears of first.
        void Tune(Socket fresh)
        {
            fresh.SendBufferSize = options.SendBufferBytes;
            fresh.ReceiveBufferSize = options.ReceiveBufferBytes;
            fresh.Blocking = false;
        }
    }

    public bool TryAccept([NotNullWhen(true)] out ByteStream? stream)
    {
        var has = Accepted.TryDequeue(out var next);
        stream = next;
        if (!has)
            Clock.Look(Stopwatch.GetTimestamp());
        return has;
    }

    public void Flush()
    {
        if (!HasWork)
            return;
        HasWork = false;
        _pump.Wake();
    }

    public void StopAccepting() => _pump.StopAccepting();

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _pump.Dispose();
    }

    /// <summary>Pump: a socket reported something. That a peer is gone is no fault.</summary>
    internal void CountFault(SocketError error)
    {
        if (error is not (SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.TimedOut))
            _metrics.CountDrop(DropCause.Socket);
    }
}
