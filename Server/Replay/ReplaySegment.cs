using Ecs.Protocol.Bits;
using Ecs.Server.Recording;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;

namespace Ecs.Server.Replay;

/// <summary>
/// Runs recorded ticks from a checkpoint on, one by one. Between <see cref="TryLoad"/> and <see cref="Run"/> the world
/// stands before the tick, so an observer may be set.
/// </summary>
internal sealed class ReplaySegment : IDisposable
{
    private readonly RecordingReader _reader;
    private readonly TickDecoder _decoder;
    private readonly TickInputBuffer _input = new();
    private byte[] _bits = [];
    private int _position;
    private int _block;
    private uint _left;
    private uint _next;
    private Tick _last; // Not the world's own number: a planted fault may have changed that.

    private ReplaySegment(RecordingReader reader, int checkpoint, WorldTick world)
    {
        _reader = reader;
        _decoder = new TickDecoder(reader.Header.Format);
        _block = checkpoint;
        _last = world.World.Tick;
        World = world;
    }

    public WorldTick World { get; }

    /// <summary>Empty while all is well; otherwise which block cannot be used.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The tick that is loaded.</summary>
    public Tick Tick { get; private set; }

    /// <summary>The hash that the recording has for the loaded tick.</summary>
    public ulong ExpectedHash { get; private set; }

    public TickInput Input => _input.For(Tick);

    public IReadOnlyList<RecordedNote> Notes => _decoder.Notes;

    /// <param name="reader">The recording.</param>
    /// <param name="checkpoint">Index of a checkpoint block.</param>
    /// <param name="segment">Stands after the checkpoint's tick.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryBegin(
        RecordingReader reader,
        int checkpoint,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ReplaySegment? segment,
        out string fault)
    {
        segment = reader.TryRestore(reader.Blocks[checkpoint], out var world, out fault)
            ? new ReplaySegment(reader, checkpoint, world)
            : null;
        return segment is not null;
    }

    /// <summary>Reads the input of the next tick; false at the end of the recording or at a fault.</summary>
    public bool TryLoad()
    {
        if (_left == 0 && !NextBlock())
            return false;

        var reader = new BitReader(_bits.AsSpan(_position));
        Tick = new Tick(_next);
        if (!_decoder.TryRead(ref reader, Tick, _input, out var hash))
        {
            Fault = $"tick {_next} cannot be read";
            return false;
        }

        // Every tick begins at a whole byte.
        _position = _bits.Length - (int)(reader.RemainingBits / 8);
        ExpectedHash = hash;
        _left--;
        _next++;
        return true;
    }

    /// <summary>Runs the loaded tick and gives the hash that came out, by the recording's own function.</summary>
    public ulong Run()
    {
        World.Step(_input.For(Tick));
        _last = Tick;
        return WorldHash.Compute(World.World, _reader.Header.Hash);
    }

    public void Dispose() => World.Dispose();

    private bool NextBlock()
    {
        while (++_block < _reader.Blocks.Count)
        {
            var place = _reader.Blocks[_block];
            if (place.Frame.Kind != BlockKind.Ticks)
                continue;

            if (!_reader.TryRead(place, out var bits, out var fault))
            {
                Fault = fault;
                return false;
            }

            if (place.Frame.FirstTick != _last.Next.Value)
            {
                Fault = $"tick {_last.Next} is missing: the block at byte {place.Offset} begins with tick {place.Frame.FirstTick}";
                return false;
            }

            _bits = bits;
            _position = 0;
            _left = place.Frame.Ticks;
            _next = place.Frame.FirstTick;
            _decoder.Reset();
            return _left > 0;
        }

        return false;
    }
}
