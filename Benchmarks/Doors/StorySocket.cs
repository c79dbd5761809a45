using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;

namespace Ecs.Benchmarks.Doors;

/// <summary>
/// The framework's WebSocket client as a story uses it: the pool listens and notes when each message came, the story's thread takes
/// them in order and sends. Text messages, which none of the original servers sends, and an end that nobody asked for break the story.
/// </summary>
internal sealed class StorySocket : IDisposable
{
    private const int LongestMessage = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<(byte[] Message, long At)> _arrived = new();
    private readonly byte[] _buffer = new byte[LongestMessage];
    private readonly Task _listening;
    private string _end = "";
    private bool _hasLeft;

    /// <param name="address">Of the scheme ws.</param>
    /// <param name="offersDeflate">Offers permessage-deflate, as some libraries do unasked.</param>
    public StorySocket(string address, bool offersDeflate = false)
    {
        _socket.Options.DangerousDeflateOptions = offersDeflate ? new WebSocketDeflateOptions() : null;
        using var patience = new CancellationTokenSource(Patience);
        _socket.ConnectAsync(new Uri(address), patience.Token).GetAwaiter().GetResult();
        _listening = Task.Run(ListenAsync);
    }

    public int Sent { get; private set; }

    public int Heard { get; private set; }

    public void Send(ReadOnlyMemory<byte> message)
    {
        using var patience = new CancellationTokenSource(Patience);
        _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, patience.Token).AsTask().GetAwaiter().GetResult();
        Sent++;
    }

    /// <param name="message">The next whole message.</param>
    /// <param name="at">When its last byte came, as <see cref="Stopwatch.GetTimestamp"/> counts.</param>
    /// <exception cref="StoryException">There is none and there will be none, though this side has not left.</exception>
    public bool TryHear(out byte[] message, out long at)
    {
        // Looked at first: what came before the end is in the queue by then.
        var isOver = _listening.IsCompleted;
        if (_arrived.TryDequeue(out var next))
        {
            (message, at) = next;
            Heard++;
            return true;
        }

        StoryException.Unless(_hasLeft || !isOver, $"the server ended a connection: {_end}");
        (message, at) = ([], 0);
        return false;
    }

    /// <summary>Says goodbye and waits for the answer.</summary>
    public void Close()
    {
        _hasLeft = true;
        using var patience = new CancellationTokenSource(Patience);
        _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token).GetAwaiter().GetResult();
        StoryException.Unless(_listening.Wait(Patience), "a close is not answered");
        StoryException.Unless(_socket.CloseStatus == WebSocketCloseStatus.NormalClosure, $"a close is answered with: {_end}");
    }

    /// <summary>Ends the connection without a word, as a program that ends does.</summary>
    public void Vanish()
    {
        _hasLeft = true;
        _socket.Abort();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (await HearOneAsync())
            {
                // Each is in the queue.
            }

            _end = $"{(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}";
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            _end = exception.Message;
        }
    }

    private async Task<bool> HearOneAsync()
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
            if (part.MessageType != WebSocketMessageType.Binary)
                return false;

            if (part.EndOfMessage)
            {
                _arrived.Enqueue((_buffer.AsSpan(0, length).ToArray(), Stopwatch.GetTimestamp()));
                return true;
            }
        }
    }
}
