using System.Buffers;

namespace Ecs.Protocol;

/// <summary>
/// The bytes of one message, written over and over: grows to the longest message seen and then allocates no more.
/// One per sender; not safe across threads.
/// </summary>
public sealed class PacketBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[Limits.StreamBytes + 1_048];

    /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the buffer is written again.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <inheritdoc cref="Memory"/>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void Reserve(int sizeHint)
    {
        // The contract of IBufferWriter: never an empty span, also for a hint of zero.
        var needed = Math.Max(1, sizeHint);
        if (_bytes.Length - Length < needed)
            Grow(needed);
    }

    private void Grow(int needed) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + needed));
}
