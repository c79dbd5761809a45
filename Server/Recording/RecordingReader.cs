using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Ecs.Simulation;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Recording;

/// <summary>Where a block lies in the file.</summary>
/// <param name="Frame">What it says of itself.</param>
/// <param name="Offset">Of the frame, in bytes from the begin of the file.</param>
public readonly record struct BlockPlace(BlockFrame Frame, long Offset);

/// <summary>
/// Opens a recording and lists its blocks without reading their content. Blocks are read, unpacked and checked one by one;
/// several threads may read at once.
/// </summary>
public sealed class RecordingReader : IDisposable
{
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private readonly List<BlockPlace> _blocks;

    private RecordingReader(
        Microsoft.Win32.SafeHandles.SafeFileHandle file, List<BlockPlace> blocks, RecordingHeader header, Map map, string tailFault)
    {
        _file = file;
        _blocks = blocks;
        Header = header;
        Map = map;
        TailFault = tailFault;
    }

    public RecordingHeader Header { get; }

    public Map Map { get; }

    public IReadOnlyList<BlockPlace> Blocks => _blocks;

    /// <summary>Empty when the file ends with a whole block; otherwise what is torn. Everything before is good.</summary>
    public string TailFault { get; }

    /// <summary>Whether the recording was closed in order.</summary>
    public bool IsComplete => _blocks[^1].Frame.Kind == BlockKind.End;

    public long FileBytes => RandomAccess.GetLength(_file);

    /// <summary>The tick of the first checkpoint: the world before the first recorded tick.</summary>
    public uint StartTick => _blocks.Count > 1 ? _blocks[1].Frame.FirstTick : 0;

    /// <summary>The last recorded tick.</summary>
    public uint LastTick { get; private set; }

    /// <summary>Whether a tick is recorded.</summary>
    public bool Has(uint tick) => tick > StartTick && tick <= LastTick;

    /// <summary>Recorded ticks.</summary>
    public long TickCount { get; private set; }

    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static bool TryOpen(string path, [NotNullWhen(true)] out RecordingReader? reader, out string fault)
    {
        reader = null;
        var file = File.OpenHandle(path);
        var blocks = new List<BlockPlace>();
        var tail = ListBlocks(file, blocks);
        if (blocks.Count < 2 || blocks[0].Frame.Kind != BlockKind.Header || blocks[1].Frame.Kind != BlockKind.Checkpoint)
        {
            fault = $"{path} is no recording: {(tail.Length > 0 ? tail : "it does not begin with a header and a checkpoint")}";
            file.Dispose();
            return false;
        }

        if (!TryReadBlock(file, blocks[0], out var headerBytes, out fault)
            || !RecordingHeader.TryRead(headerBytes, out var header, out var map, out fault))
        {
            fault = $"{path}: {fault}";
            file.Dispose();
            return false;
        }

        reader = new RecordingReader(file, blocks, header, map, tail) { LastTick = blocks[1].Frame.FirstTick };
        foreach (var block in blocks)
        {
            if (block.Frame.Kind == BlockKind.Ticks)
            {
                reader.TickCount += block.Frame.Ticks;
                reader.LastTick = block.Frame.FirstTick + block.Frame.Ticks - 1;
            }
        }

        return true;
    }

    /// <summary>The content of a block; false with a reason when it is damaged.</summary>
    public bool TryRead(BlockPlace block, [NotNullWhen(true)] out byte[]? content, out string fault) =>
        TryReadBlock(_file, block, out content, out fault);

    /// <summary>Index of the last checkpoint that stands at or before a tick.</summary>
    public int CheckpointBefore(uint tick)
    {
        var found = 1;
        for (var i = 1; i < _blocks.Count; i++)
        {
            if (_blocks[i].Frame.Kind == BlockKind.Checkpoint && _blocks[i].Frame.FirstTick <= tick)
            {
                found = i;
            }
        }

        return found;
    }

    /// <summary>Makes the world of a checkpoint block.</summary>
    public bool TryRestore(BlockPlace block, [NotNullWhen(true)] out WorldTick? world, out string fault)
    {
        world = null;
        if (!TryRead(block, out var bytes, out fault))
        {
            return false;
        }

        if (Checkpoint.TryRestore(Header.Options, Map, bytes, out world, out fault))
        {
            return true;
        }

        fault = $"the checkpoint at tick {block.Frame.FirstTick}: {fault}";
        return false;
    }

    public void Dispose() => _file.Dispose();

    private static string ListBlocks(Microsoft.Win32.SafeHandles.SafeFileHandle file, List<BlockPlace> blocks)
    {
        Span<byte> bytes = stackalloc byte[BlockFrame.Size];
        var length = RandomAccess.GetLength(file);
        var offset = 0L;
        while (offset < length)
        {
            var got = RandomAccess.Read(file, bytes, offset);
            if (!BlockFrame.TryRead(bytes[..got], out var frame))
            {
                return $"no block begins at byte {offset}";
            }

            if (offset + BlockFrame.Size + frame.StoredLength > length)
            {
                return $"the block at byte {offset} is cut short";
            }

            blocks.Add(new BlockPlace(frame, offset));
            offset += BlockFrame.Size + frame.StoredLength;
        }

        return "";
    }

    private static bool TryReadBlock(
        Microsoft.Win32.SafeHandles.SafeFileHandle file, BlockPlace block, [NotNullWhen(true)] out byte[]? content, out string fault)
    {
        content = null;
        fault = $"the block at byte {block.Offset} is damaged";
        var bytes = new byte[BlockFrame.Size + block.Frame.StoredLength];
        if (RandomAccess.Read(file, bytes, block.Offset) != bytes.Length
            || !block.Frame.Fits(bytes.AsSpan(0, BlockFrame.Size), bytes.AsSpan(BlockFrame.Size)))
        {
            return false;
        }

        content = block.Frame.Deflated ? Inflate(bytes, block.Frame.Length) : bytes[BlockFrame.Size..];
        return content is not null && content.Length == block.Frame.Length;
    }

    private static byte[]? Inflate(byte[] bytes, int length)
    {
        var content = new byte[length];
        try
        {
            using var packed = new MemoryStream(bytes, BlockFrame.Size, bytes.Length - BlockFrame.Size);
            using var inflate = new DeflateStream(packed, CompressionMode.Decompress);
            return inflate.ReadAtLeast(content, length, throwOnEndOfStream: false) == length && inflate.ReadByte() < 0 ? content : null;
        }
        catch (InvalidDataException)
        {
            return null; // The checksum fits, so whoever wrote it packed nonsense.
        }
    }
}
