using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Tests.Client;

/// <summary>The other end of a client as a test plays it: what to tell the client is queued, what it says is kept.</summary>
internal sealed class ScriptedTransport : IClientTransport
{
    private readonly Queue<Action<ITransportListener>> _script = [];
    private readonly List<(MessageId Id, byte[] Bytes)> _sent = [];

    /// <summary>What the client said, oldest first.</summary>
    public IReadOnlyList<MessageId> Sent => _sent.ConvertAll(sent => sent.Id);

    public bool IsClosed { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Whether what the client says is kept; off where nothing may be allocated.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Heard at every receive after the script.</summary>
    public Action<ITransportListener>? EachReceive { get; set; }

    public void Accept() => _script.Enqueue(listener => listener.OnConnected());

    public void Tell<T>(T message)
        where T : struct, IMessage<T>
    {
        var buffer = new PacketBuffer();
        MessageCodec.Encode(in message, buffer);
        TellBytes(T.Lane, buffer.Span.ToArray());
    }

    public void TellBytes(Lane lane, byte[] bytes) => _script.Enqueue(listener => listener.OnMessage(lane, bytes));

    public void Drop(Reason reason, byte[] farewell) => _script.Enqueue(listener => listener.OnDisconnected(reason, farewell));

    public T Last<T>()
        where T : struct, IMessage<T>
    {
        Assert.Equal(ReadFault.None, MessageCodec.TryDecode<T>(_sent.FindLast(sent => sent.Id == T.Id).Bytes, out var message));
        return message;
    }

    /// <summary>Times that the client has asked for a connection. The script says what comes of it.</summary>
    public int Connects { get; private set; }

    public void Connect() => Connects++;

    public void Receive(ITransportListener listener)
    {
        while (_script.TryDequeue(out var line))
            line(listener);

        EachReceive?.Invoke(listener);
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (Keeps)
        {
            Assert.Equal(ReadFault.None, MessageCodec.TryPeekId(message, Side.Client, lane, out var id));
            _sent.Add((id, message.ToArray()));
        }
    }

    public void Update(TimeSpan elapsed)
    {
        // Everything is there at once.
    }

    public void Close() => IsClosed = true;

    public void Dispose() => IsDisposed = true;
}
