using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Tests.Testing;

/// <summary>The client library over the socket that browsers use: what a page does, by docs/protocol.md.</summary>
internal sealed class BrowserTransport(Uri socket) : IClientTransport
{
    private const byte Ping = 2;

    /// <summary>A loaded machine may not bring a head to the server in the time that a head has.</summary>
    private const int Dials = 3;

    private readonly ConcurrentQueue<byte[]> _heard = new();
    private Connection? _connection;
    private bool _isTold;
    private bool _isEnded;

    /// <summary>Pings that were answered.</summary>
    public int Pings => _connection?.Pings ?? 0;

    /// <summary>It takes nothing in any more, and goes on talking.</summary>
    public void StopReading() => _connection?.StopReading();

    /// <summary>The line breaks: no goodbye reaches anybody.</summary>
    public void Break() => _connection?.Socket.Abort();

    public void Connect()
    {
        _connection?.Socket.Abort();
        _heard.Clear();
        (_isTold, _isEnded) = (false, false);
        _connection = new Connection(socket, _heard);
    }

    public void Receive(ITransportListener listener)
    {
        if (_connection is not { } connection || _isEnded)
            return;
        if (!_isTold && connection.IsOpen)
        {
            _isTold = true;
            listener.OnConnected();
        }

        var hasEnded = connection.HasEnded;
        while (_heard.TryDequeue(out var frame))
        {
            if (frame is [0, ..] && MessageCodec.TryPeekId(frame.AsSpan(1), Side.Server, Lane.Control, out var id) == ReadFault.None && id == MessageId.Farewell)
            {
                _isEnded = true;
                listener.OnDisconnected(Reason.ConnectionLost, frame.AsMemory(1));
                return;
            }

            listener.OnMessage((Lane)frame[0], frame.AsMemory(1));
        }

        if (!hasEnded)
            return;
        _isEnded = true;
        listener.OnDisconnected(Reason.ConnectionLost, default);
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message) => _connection?.Send([(byte)lane, .. message]);

    public void Update(TimeSpan elapsed)
    {
        // The sockets' own threads send.
    }

    public void Close()
    {
        _isEnded = true;
        _connection?.Close();
    }

    public void Dispose() => Close();

    private sealed class Connection
    {
        private readonly Channel<byte[]> _toSend = Channel.CreateUnbounded<byte[]>();
        private volatile bool _hasEnded;
        private volatile bool _isOpen;
        private volatile bool _isDeaf;

        public Connection(Uri uri, ConcurrentQueue<byte[]> heard) => _ = Task.Run(() => LiveAsync(uri, heard));

        public ClientWebSocket Socket { get; private set; } = NewSocket();

        public int Pings { get; private set; }

        public bool IsOpen => _isOpen;

        public bool HasEnded => _hasEnded;

        public void Send(byte[] frame) => _toSend.Writer.TryWrite(frame);

        public void Close() => _toSend.Writer.TryComplete();

        public void StopReading() => _isDeaf = true;

        private async Task LiveAsync(Uri uri, ConcurrentQueue<byte[]> heard)
        {
            try
            {
                await DialAsync(uri).ConfigureAwait(false);
                _isOpen = true;
                var sending = SendAsync();
                await await Task.WhenAny(HearAsync(heard), sending).ConfigureAwait(false);
                _toSend.Writer.TryComplete();
                await sending.ConfigureAwait(false);
            }
            catch (Exception loss) when (loss is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
            {
                // The connection is gone.
            }
            finally
            {
                _hasEnded = true;
                Socket.Dispose();
            }
        }

        private async Task DialAsync(Uri uri)
        {
            for (var dial = 1; ; dial++)
            {
                try
                {
                    await Socket.ConnectAsync(uri, CancellationToken.None).ConfigureAwait(false);
                    return;
                }
                catch (WebSocketException) when (dial < Dials)
                {
                    Socket.Dispose();
                    Socket = NewSocket();
                }
            }
        }

        private static ClientWebSocket NewSocket()
        {
            var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol($"ecs.{Limits.Version}");
            return socket;
        }

        private async Task SendAsync()
        {
            await foreach (var frame in _toSend.Reader.ReadAllAsync().ConfigureAwait(false))
                await Socket.SendAsync(frame, WebSocketMessageType.Binary, true, CancellationToken.None).ConfigureAwait(false);
            if (Socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
        }

        private async Task HearAsync(ConcurrentQueue<byte[]> heard)
        {
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var read = await Socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                if (read.MessageType == WebSocketMessageType.Close)
                    return;
                var length = read.Count;
                while (!read.EndOfMessage)
                {
                    read = await Socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
                    length += read.Count;
                }

                if (buffer[0] == Ping)
                {
                    Pings++;
                    Send(buffer[..length]);
                }
                else
                {
                    heard.Enqueue(buffer[..length]);
                }

                if (_isDeaf)
                    await Task.Delay(Timeout.Infinite).ConfigureAwait(false);
            }
        }
    }
}
