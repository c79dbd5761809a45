using System.Net;

namespace Ecs.Tests.Testing;

/// <summary>The client's end of a stream in memory.</summary>
internal sealed class MemoryStreamClient(MemoryStreamLink stream)
{
    /// <summary>As the server sees this client.</summary>
    public IPEndPoint Local => stream.Remote;

    /// <summary>Everything that came and was not consumed.</summary>
    public ReadOnlySpan<byte> Received => stream.Delivered;

    /// <summary>Whether the server has ended the connection, and no more will come.</summary>
    public bool IsClosed => stream.IsEnded;

    /// <summary>Whether the server has ended it without letting out what it had queued.</summary>
    public bool IsReset => stream.IsAborted;

    /// <summary>Whether the client takes what the server sends. One that does not leaves 64 KiB to the kernel, then nothing.</summary>
    public bool IsReading
    {
        get => stream.IsReading;
        set => stream.IsReading = value;
    }

    /// <summary>The bytes are copied. What does not fit into the server's buffers waits in ours and follows.</summary>
    public void Send(ReadOnlySpan<byte> bytes) => stream.Arrive(bytes);

    public void Consume(int count) => stream.Take(count);

    /// <summary>Everything received so far, consumed.</summary>
    public byte[] TakeAll()
    {
        var bytes = Received.ToArray();
        Consume(bytes.Length);
        return bytes;
    }

    /// <summary>The client ends the connection; the server sees it after what was sent before.</summary>
    public void Close() => stream.EndByPeer();

    /// <summary>The wire is cut: nothing passes in either direction, and nobody is told.</summary>
    public void Vanish()
    {
        stream.IsReading = false;
        stream.IsCut = true;
    }
}
