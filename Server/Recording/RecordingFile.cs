using System.IO.Compression;

namespace Ecs.Server.Recording;

/// <summary>Appends blocks to a recording and gives each to the operating system whole, so that a kill tears at most the last one.</summary>
internal sealed class RecordingFile(Stream stream) : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly byte[] _frame = new byte[BlockFrame.Size];

    public void Append(BlockKind kind, uint firstTick, uint ticks, ReadOnlySpan<byte> content)
    {
        _packed.SetLength(0);
        using (var deflate = new DeflateStream(_packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        var deflated = _packed.Length < content.Length;
        var stored = deflated ? _packed.GetBuffer().AsSpan(0, (int)_packed.Length) : content;
        new BlockFrame(kind, deflated, firstTick, ticks, stored.Length, content.Length, 0).Write(_frame, stored);
        stream.Write(_frame);
        stream.Write(stored);
        stream.Flush();
    }

    public void Dispose() => stream.Dispose();
}
