using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Ecs.Simulation;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Recording;

/// <summary>Where a block lies in the file.</summary>
/// <param name="Frame">What it says of itself.</param>
/// <param name="Offset">Of the frame, in bytes from the begin of the file.</param>
public readonly record struct BlockPlace(BlockFrame Frame, long Offset);

/// <summary>
/// Opens a recording and reads it through once, so that it is known from the begin what of it is there. Its sound blocks are
/// listed; each is unpacked when it is asked for. Several threads may read at once.
/// </summary>
public sealed class RecordingReader : IDisposable
{
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private readonly List<BlockPlace> _blocks;
    private readonly Lazy<WorldSchema> _schema;

    private RecordingReader(Microsoft.Win32.SafeHandles.SafeFileHandle file, BlockScan scan, RecordingHeader header, Map map, GameEntry game)
    {
        Game = game;
        _schema = new Lazy<WorldSchema>(() => game.SchemaOf(header.Options, map));
        GameFault = MapFaultOf(header, map) is { Length: > 0 } other ? other : RuleFaultOf(header.RuleChanges, game.RuleChanges);
        _file = file;
        _blocks = scan.Blocks;
        Header = header;
        Map = map;
        State = scan.State;
        Fault = scan.Fault;
        LastTick = StartTick;
        foreach (var block in _blocks)
        {
            if (block.Frame.Kind == BlockKind.Ticks)
            {
                TickCount += block.Frame.Ticks;
                LastTick = block.Frame.FirstTick + block.Frame.Ticks - 1;
            }
        }
    }

    public RecordingHeader Header { get; }

    /// <summary>As this build knows it.</summary>
    public GameEntry Game { get; }

    public Map Map { get; }

    /// <summary>The sound ones that are in their place: the header, then the first checkpoint, unless the file ends before it.</summary>
    public IReadOnlyList<BlockPlace> Blocks => _blocks;

    /// <summary>Whether all of it is there.</summary>
    public RecordingState State { get; }

    /// <summary>What the worlds of this build are made of that play this recording's game.</summary>
    public WorldSchema Schema => _schema.Value;

    /// <summary>
    /// Empty when this build has the rules that were recorded, and reads the map as the recording build did; otherwise what has
    /// changed, by name. Then no world is made: it would be another game, and no fault of anybody that it differs.
    /// </summary>
    public string GameFault { get; }

    /// <summary>Empty when the recording has no detail, or detail that this build can read; otherwise why it is passed over.</summary>
    public string DetailFault =>
        !Header.Detail ? ""
        : Header.Format < RecordingHeader.FirstWithSchema ? $"the recording's detail is of format {Header.Format}, which does not say its stages: it is not used"
        : StageFault.Length > 0 ? StageFault
        : SchemaFault.Length == 0 ? ""
        : $"the recording's detail is of another schema ({SchemaFault}): it is not used";

    /// <summary>What is to be known when it does not run as recorded, or is not explained by its own detail.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. DetailFault.Length > 0 ? [DetailFault] : Array.Empty<string>(),
        .. SchemaFault.Length > 0 ? [$"the recorded world is of another schema ({SchemaFault}), so its hashes may differ for that alone"] : Array.Empty<string>(),
    ];

    /// <summary>Empty when the recorded world was made of what this build's is, as far as the recording says; otherwise both hashes.</summary>
    public string SchemaFault => Header.Format < RecordingHeader.FirstWithSchema || Header.Schema == RecordingHeader.Hex(Schema.Hash)
        ? ""
        : $"recorded {Header.Schema}, this build {RecordingHeader.Hex(Schema.Hash)}";

    private string StageFault => Header.Stages.SequenceEqual(RecordingHeader.ThisStages)
        ? ""
        : $"the recording's detail has other stages ({string.Join(", ", Header.Stages)}): it is not used";

    /// <summary>Empty for a complete recording; otherwise what is missing or wrong.</summary>
    public string Fault { get; }

    public bool IsComplete => State == RecordingState.Complete;

    /// <summary>Null, or how it is torn.</summary>
    public string? Torn => State == RecordingState.Torn ? Fault : null;

    /// <summary>Null, or how it is damaged.</summary>
    public string? Damaged => State == RecordingState.Damaged ? Fault : null;

    public long FileBytes => RandomAccess.GetLength(_file);

    /// <summary>The tick of the first checkpoint: the world before the first recorded tick.</summary>
    public uint StartTick => _blocks.Count > 1 ? _blocks[1].Frame.FirstTick : 0;

    /// <summary>The last recorded tick.</summary>
    public uint LastTick { get; }

    /// <summary>Whether a tick lies within the recording; of a damaged one it may be missing nevertheless.</summary>
    public bool Has(uint tick) => tick > StartTick && tick <= LastTick;

    /// <summary>Recorded ticks that are there.</summary>
    public long TickCount { get; }

    /// <summary>False when the file has no header that this program can use; everything else that can be wrong is in <see cref="State"/>.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static bool TryOpen(string path, GameTable games, [NotNullWhen(true)] out RecordingReader? reader, out string fault)
    {
        reader = null;
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            var scan = BlockScan.Of(file);
            if (scan.Blocks.Count == 0)
            {
                fault = $"{path} is no recording: {scan.Fault}";
            }
            else if (!TryReadBlock(file, scan.Blocks[0], out var headerBytes, out fault)
                || !RecordingHeader.TryRead(headerBytes, games, out var header, out var map, out fault))
            {
                fault = $"{path}: {fault}";
            }
            else
            {
                if (header.Detail)
                    scan.CheckDetail();

                reader = new RecordingReader(file, scan, header, map, games[header.Mode]);
                return true;
            }

            return false;
        }
        catch (NotSupportedException)
        {
            fault = $"{path} is no recording: it is no file that can be read from any place";
            return false;
        }
        finally
        {
            if (reader is null)
                file.Dispose();
        }
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
                found = i;
        }

        return found;
    }

    /// <summary>Makes the world of a checkpoint block.</summary>
    public bool TryRestore(BlockPlace block, [NotNullWhen(true)] out WorldTick? world, out string fault)
    {
        world = null;
        fault = GameFault;
        if (fault.Length > 0 || !TryRead(block, out var bytes, out fault))
            return false;

        if (Checkpoint.TryRestore(Game, Header.Options, Map, bytes, out world, out fault))
            return true;

        fault = $"the checkpoint at tick {block.Frame.FirstTick}: {fault}"
            + (SchemaFault.Length == 0 ? "" : $"; it is of another schema ({SchemaFault})");
        return false;
    }

    public void Dispose() => _file.Dispose();

    private static string MapFaultOf(RecordingHeader header, Map map) => header.MapHash == RecordingHeader.Hex(map.Hash)
        ? ""
        : $"this build reads the recorded map \"{header.Map}\" as another one (recorded {header.MapHash}, this build {RecordingHeader.Hex(map.Hash)})";

    private static string RuleFaultOf(IReadOnlyList<string> recorded, IReadOnlyList<string> own)
    {
        for (var i = 0; i < Math.Max(recorded.Count, own.Count); i++)
        {
            if (i >= recorded.Count)
                return $"recorded before the rule \"{own[i]}\" held";

            if (i >= own.Count || recorded[i] != own[i])
                return $"recorded under the rule \"{recorded[i]}\", which this build does not know";
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
