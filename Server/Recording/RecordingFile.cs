using System.IO.Compression;

namespace Ecs.Server.Recording;

/// <summary>Appends blocks to a recording and gives each to the operating system whole, so that a kill tears at most the last one.</summary>
internal sealed class RecordingFile(Stream stream) : IDisposable
{
    /// <summary>Packing a second of ticks costs more than the bytes that it saves; checkpoints and detail are worth it.</summary>
    private const int PackedFrom = 8 * 1024;

    private readonly MemoryStream _packed = new();
    private readonly byte[] _frame = new byte[BlockFrame.Size];
    private long _length;

    /// <summary>Bytes that were written; any thread.</summary>
    public long Length => Volatile.Read(ref _length);

    public void Append(BlockKind kind, uint firstTick, uint ticks, ReadOnlySpan<byte> content)
    {
        var deflated = content.Length >= PackedFrom && TryPack(content);
        var stored = deflated ? _packed.GetBuffer().AsSpan(0, (int)_packed.Length) : content;
        new BlockFrame(kind, deflated, firstTick, ticks, stored.Length, content.Length, 0).Write(_frame, stored);
        stream.Write(_frame);
        stream.Write(stored);
        stream.Flush();
        Volatile.Write(ref _length, _length + _frame.Length + stored.Length);
    }

    public void Dispose() => stream.Dispose();

    private bool TryPack(ReadOnlySpan<byte> content)
    {
        _packed.SetLength(0);
        using (var deflate = new DeflateStream(_packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(content);

        return _packed.Length < content.Length;
    }
}
