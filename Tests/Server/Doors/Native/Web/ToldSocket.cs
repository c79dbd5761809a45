using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace Ecs.Tests.Server.Doors.Native.Web;

/// <summary>A WebSocket without a network: what it receives and when its sends end, the test says.</summary>
internal sealed class ToldSocket : WebSocket
{
    private readonly Channel<byte[]> _toReceive = Channel.CreateUnbounded<byte[]>();
    private readonly ConcurrentQueue<TaskCompletionSource> _held = new();
    private volatile bool _isHolding;
    private WebSocketState _state = WebSocketState.Open;

    /// <summary>Everything that it was given to send, in order; a test that counts bytes wants none of it kept.</summary>
    public ConcurrentQueue<byte[]> Sent { get; } = new();

    /// <summary>Whether <see cref="Sent"/> keeps anything.</summary>
    public bool Keeps { get; init; } = true;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    /// <summary>From now on sends do not end.</summary>
    public void Hold() => _isHolding = true;

    /// <summary>All of them end, and the next ones at once.</summary>
    public void Release()
    {
        _isHolding = false;
        while (_held.TryDequeue(out var held))
            held.SetResult();
    }

    /// <summary>The client says this.</summary>
    public void Say(params byte[] frame) => _toReceive.Writer.TryWrite(frame);

    public override void Abort()
    {
        _state = WebSocketState.Aborted;
        _toReceive.Writer.TryComplete(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));
        while (_held.TryDequeue(out var held))
            held.TrySetException(new WebSocketException(WebSocketError.ConnectionClosedPrematurely));
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        _state = WebSocketState.CloseSent;
        Sent.Enqueue([(byte)'c', (byte)'l', (byte)'o', (byte)'s', (byte)'e']);
        return Task.CompletedTask;
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var frame = await _toReceive.Reader.ReadAsync(cancellationToken);
        frame.CopyTo(buffer);
        return new(frame.Length, WebSocketMessageType.Binary, endOfMessage: true);
    }

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (Keeps)
            Sent.Enqueue(buffer.ToArray());
        if (!_isHolding)
            return ValueTask.CompletedTask;
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Enqueue(held);
        return new(held.Task);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override void Dispose() => _toReceive.Writer.TryComplete();
}
