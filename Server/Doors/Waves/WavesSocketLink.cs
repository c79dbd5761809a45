using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Metrics;

namespace Ecs.Server.Doors.Waves;

/// <summary>
/// Carries one client's bytes on a thread of its own, which blocks in the kernel and answers a round the moment it is complete.
/// </summary>
internal sealed class WavesSocketLink : WavesLink
{
    private const int TcpLevel = 6;
    private const int QuickAcknowledge = 12; // TCP_QUICKACK, Linux only
    private const int StackBytes = 256 * 1024;

    private readonly Socket _socket;
    private readonly ServerMetrics _metrics;
    private readonly Action<WavesSocketLink> _onEnd;
    private readonly WavesExchange _exchange;
    private readonly object _gate = new(); // Nobody holds it for longer than a system call that does not wait.
    private readonly byte[] _on = BitConverter.GetBytes(1);
    private bool _isClosed;
    private bool _isAborted;
    private bool _isParting;
    private bool _acknowledgesQuickly = OperatingSystem.IsLinux();

    /// <param name="socket">Of the client; is given back at the end.</param>
    /// <param name="remote">The person.</param>
    /// <param name="metrics">Counts packets and bytes.</param>
    /// <param name="onEnd">Is called once, on the carrying thread.</param>
    /// <param name="first">What the client has said already, at most 4 KiB.</param>
    public WavesSocketLink(Socket socket, IPEndPoint remote, ServerMetrics metrics, Action<WavesSocketLink> onEnd, ReadOnlySpan<byte> first = default)
        : base(remote)
    {
        // An answer must not wait until the one before it is acknowledged.
        socket.NoDelay = true;
        _socket = socket;
        _metrics = metrics;
        _onEnd = onEnd;
        _exchange = new WavesExchange(Ip, remote.Port);
        first.CopyTo(_exchange.Free);
        _exchange.Received(first.Length);
    }

    /// <summary>How long somebody who was turned away has to read that and to go.</summary>
    public TimeSpan FarewellLimit { get; init; }

    public static void StartThread(ThreadStart run) => new Thread(run, StackBytes) { IsBackground = true, Name = "waves client" }.Start();

    public void Start() => StartThread(Carry);

    public override void Decide(WavesAdmission admission)
    {
        lock (_gate)
        {
            base.Decide(admission);
            Monitor.Pulse(_gate);
        }
    }

    public override void Allow(int rounds, int limit)
    {
        lock (_gate)
        {
            base.Allow(rounds, limit);
            Monitor.Pulse(_gate);
        }
    }

    public override void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            if (!_isClosed && !_isParting)
                ShutDown();

            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Runs the connection on the calling thread until it ends.</summary>
    public void Carry()
    {
        try
        {
            while (TryGoOn())
            {
            }
        }
        finally
        {
            lock (_gate)
            {
                _isClosed = true;
                _socket.Dispose();
            }

            _onEnd(this);
        }
    }

    private bool TryGoOn()
    {
        switch (Advance(_exchange))
        {
            case WavesStep.Receive:
                return TryReceive();
            case WavesStep.Wait:
                return TryAwaitDecision();
            case WavesStep.Round:
                return TryAwaitTurn() && TrySend(_exchange.Answer);
            case WavesStep.Send:
                return TrySend(_exchange.Answer);
            case WavesStep.SendAndClose:
                TrySend(_exchange.Answer);
                Part();
                return false;
            default:
                return false;
        }
    }

    /// <summary>False when the connection was ended instead.</summary>
    private bool TryAwaitDecision()
    {
        lock (_gate)
        {
            while (Admission == WavesAdmission.Waiting && !_isAborted)
                Monitor.Wait(_gate);

            return !_isAborted;
        }
    }

    /// <summary>False when the connection was ended instead. A client that makes no more rounds than there are ticks never waits.</summary>
    private bool TryAwaitTurn()
    {
        if (TryDraw(_exchange))
            return true;

        lock (_gate)
        {
            while (!_isAborted)
            {
                if (TryDraw(_exchange))
                    return true;

                Monitor.Wait(_gate);
            }

            return false;
        }
    }

    /// <summary>
    /// Lets the client read to the end. What it has sent and nobody has read would make the kernel reset the connection, and the
    /// client lose our last words; so it is read away, for a while.
    /// </summary>
    private void Part()
    {
        lock (_gate)
            _isParting = true;

        End(WavesEnding.TurnedAway);
        Span<byte> unread = stackalloc byte[1024];
        var began = Stopwatch.GetTimestamp();
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            while (FarewellLimit - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left
                && _socket.Poll(left, SelectMode.SelectRead)
                && _socket.Receive(unread, SocketFlags.None, out var error) > 0
                && error == SocketError.Success)
            {
            }
        }
        catch (SocketException)
        {
            // The other side was faster.
        }
    }

    private bool TryReceive()
    {
        AcknowledgeQuickly();
        var count = _socket.Receive(_exchange.Free, SocketFlags.None, out var error);
        if (error != SocketError.Success || count <= 0)
        {
            if (error is not (SocketError.Success or SocketError.ConnectionReset))
                _metrics.CountDrop(DropCause.Socket);

            End(WavesEnding.Lost);
            return false;
        }

        _metrics.CountIn(1, count);
        _exchange.Received(count);
        return true;
    }

    private bool TrySend(ReadOnlySpan<byte> answer)
    {
        var sent = 0;
        while (sent < answer.Length)
        {
            var count = _socket.Send(answer[sent..], SocketFlags.None, out var error);
            if (error != SocketError.Success || count <= 0)
            {
                End(WavesEnding.Lost);
                return false;
            }

            sent += count;
        }

        _metrics.CountOut(1, sent);
        return true;
    }

    /// <summary>
    /// The original client sends header and payload apart and lets the second wait for the acknowledgement of the first. The
    /// kernel falls back to delayed acknowledgements by itself, so it is told before each receive.
    /// </summary>
    private void AcknowledgeQuickly()
    {
        if (!_acknowledgesQuickly)
            return;

        try
        {
            _socket.SetRawSocketOption(TcpLevel, QuickAcknowledge, _on);
        }
        catch (SocketException)
        {
            _acknowledgesQuickly = false; // A kernel without the option: slower, and otherwise the same.
        }
    }

    private void ShutDown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other side was faster; the thread notices by itself.
        }
    }
}
