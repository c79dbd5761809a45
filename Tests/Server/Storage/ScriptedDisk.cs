using Ecs.Server.Files;

namespace Ecs.Tests.Server.Storage;

/// <summary>A file on a disk that does as it is told: it takes what fits, a part of it included, and refuses the rest.</summary>
internal sealed class ScriptedDisk : OneWayStream
{
    private readonly MemoryStream _taken = new();
    private long _room;
    private int _refused;

    /// <summary>Bytes that it still takes.</summary>
    public long Room
    {
        get => Volatile.Read(ref _room);
        set => Volatile.Write(ref _room, value);
    }

    /// <summary>What a refusal is.</summary>
    public Exception Refusal { get; set; } = new IOException("full");

    public bool RefusesToClose { get; set; }

    /// <summary>Every write waits for it.</summary>
    public ManualResetEventSlim? WaitFor { get; set; }

    public int Refused => Volatile.Read(ref _refused);

    public bool IsDisposed { get; private set; }

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public byte[] ToArray() => _taken.ToArray();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        WaitFor?.Wait();
        var fits = (int)Math.Min(buffer.Length, Room);
        _taken.Write(buffer[..fits]);
        Room -= fits;
        if (fits == buffer.Length)
            return;
        Interlocked.Increment(ref _refused);
        throw Refusal;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
        if (RefusesToClose)
            throw Refusal;
    }
}
