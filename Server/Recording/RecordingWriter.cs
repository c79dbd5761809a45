using System.Buffers;
using Ecs.Protocol.Bits;
using Ecs.Server.Files;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Recording;

/// <summary>
/// Records one room. The tick thread packs each tick into the current block and hands full blocks to a thread that
/// writes them; it never waits and, once warm, allocates nothing. When the disk cannot follow the recording ends, valid
/// up to there, and <see cref="Fault"/> says why.
/// </summary>
public sealed class RecordingWriter : IDisposable
{
    /// <summary>Blocks on their way to the disk: eight seconds' worth.</summary>
    private const int QueueLength = 8;

    /// <summary>A block is closed when less room than the largest tick needs is left; this is beside it.</summary>
    private const int BlockBytes = 320 * 1024;
    private const int LeastTickBytes = 192 * 1024;

    /// <summary>A command, four acts and a join with a character's first bytes, in the tick in which everybody does everything.</summary>
    private const int TickBytesPerSeat = 192;
    private const int CheckpointSeconds = 10;

    /// <summary>So that with the detail of one more tick a block stays well below <see cref="BlockFrame.LengthLimit"/>.</summary>
    private const int DetailBytes = 16 * 1024 * 1024;

    private readonly BlockQueue _queue = new(QueueLength);
    private readonly Thread _thread;
    private readonly RecordingRotation? _rotation;
    private readonly RecordingHeader _header;
    private readonly TickEncoder _encoder;
    private readonly DetailEncoder? _detail;
    private readonly ArrayBufferWriter<byte> _checkpoint = new(256 * 1024);
    private readonly List<RecordedNote> _notes = [];
    private readonly byte[] _bits;
    private readonly int _largestTick;
    private readonly int _tickRate;
    private readonly int _hash;
    private volatile RecordingFile _file;
    private volatile string _fault = "";
    private bool _hasEnded;
    private bool _isGivenUp;
    private int _written;
    private uint _firstTick;
    private uint _ticks;
    private Tick _last;

    /// <summary>Begins a recording with the world as it is now.</summary>
    /// <param name="stream">Is written from another thread, and disposed at the end.</param>
    /// <param name="header">What the recording is of.</param>
    /// <param name="tick">The world to record; with detail it is observed until the end.</param>
    /// <param name="rotation">When and where it goes on in another file; null for never.</param>
    public RecordingWriter(Stream stream, RecordingHeader header, WorldTick tick, RecordingRotation? rotation = null)
    {
        _file = new RecordingFile(stream);
        _header = header;
        _rotation = rotation;
        _tickRate = header.TickRate;
        _hash = header.Hash;
        _largestTick = Math.Max(LeastTickBytes, tick.World.Options.MaxPlayers * TickBytesPerSeat);
        _bits = new byte[BlockBytes + _largestTick];
        _encoder = new TickEncoder(tick.World.Options.MaxPlayers);
        _last = tick.World.Tick;
        _file.Append(BlockKind.Header, 0, 0, header.ToBytes());
        if (header.Detail)
        {
            _detail = new DetailEncoder(tick.World);
            tick.Observe(_detail.Tracer);
        }

        _thread = new Thread(WriteBlocks) { Name = "recording", IsBackground = true };
        _thread.Start();
        SendCheckpoint(tick.World);
    }

    /// <summary>Empty while all is well; otherwise why nothing more is recorded.</summary>
    public string Fault => _fault;

    /// <summary>Whether it is to be without an end block, so that nobody takes it for a complete one.</summary>
    internal bool IsLeftTorn { get; set; }

    /// <summary>Detail that waits for its block.</summary>
    internal int UnsentDetailBytes => _detail?.Block.Length ?? 0;

    /// <summary>Waits until the disk has caught up halfway: for copies and tests, which outrun it. A server's tick never calls it.</summary>
    internal void WaitForDisk() => _queue.WaitForFree(QueueLength / 2);

    /// <summary>Keeps a line of chat with the next recorded tick; at most 256 of them.</summary>
    public void Note(byte kind, PlayerSlot slot, string text)
    {
        if (_notes.Count < 256)
            _notes.Add(new RecordedNote(kind, slot, text));
    }

    /// <summary>Records the tick that the world has just run with this input.</summary>
    public void Add(in TickInput input, GameWorld world)
    {
        if (_fault.Length > 0 || _hasEnded)
        {
            _notes.Clear();
            _detail?.Forget();
            return;
        }

        if (_ticks == 0)
        {
            _firstTick = input.Tick.Value;
            _encoder.Reset();
            _detail?.Begin();
        }

        Pack(input, WorldHash.Compute(world, _hash));
        _detail?.EndTick();
        _notes.Clear();
        _ticks++;
        _last = input.Tick;
        if (_ticks >= _tickRate || _bits.Length - _written < _largestTick || _detail?.Block.Length > DetailBytes)
            SendTicks();

        if (input.Tick.Value % (uint)(CheckpointSeconds * _tickRate) == 0)
        {
            SendTicks();
            if (_rotation is not null && _file.Length >= _rotation.Bytes)
                SendNextFile();
            SendCheckpoint(world);
        }
    }

    /// <summary>Nothing more is recorded: what is left is on its way to the disk, and nobody waits for it here.</summary>
    public void End()
    {
        if (_hasEnded)
            return;

        _hasEnded = true;
        SendTicks();
        if (!IsLeftTorn)
            Send(BlockKind.End, _last.Value, 0, []);

        _queue.Close();
    }

    /// <summary>Whether nothing more is to be recorded; what was may still be on its way to the disk.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether it has ended and nothing waits for the disk any more.</summary>
    public bool IsWritten => _hasEnded && !_thread.IsAlive;

    /// <summary>Whether its file is closed, so that <see cref="Fault"/> stays as it is.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Ends the recording and closes the file, when the disk takes what is left within the time; <see cref="Fault"/> says what it did not.</summary>
    /// <param name="patience">0 or more, or infinite.</param>
    public void Close(TimeSpan patience)
    {
        End();
        if (IsClosed)
            return;

        // A thread that still waits for its disk keeps file and queue; it does not keep the process.
        // One that has ended can be joined a moment later only: whoever saw that all is written is not told of a slow disk.
        if (_thread.IsAlive && !_thread.Join(patience))
        {
            _fault = "the disk takes nothing";
            _isGivenUp = true;
            return;
        }

        IsClosed = true;
        try
        {
            _file.Dispose();
        }
        catch (Exception broken) when (WriteFault.Is(broken))
        {
            _fault = _fault.Length > 0 ? _fault : broken.Message;
        }
    }

    /// <summary>Writes what is left and closes the file; waits for the disk, unless <see cref="Close"/> has given it up.</summary>
    public void Dispose() => Close(_isGivenUp ? TimeSpan.Zero : Timeout.InfiniteTimeSpan);

    private void Pack(in TickInput input, ulong hash)
    {
        // Ticks of a block follow each other bit by bit, so the writer starts at the byte that the last tick ended in.
        var writer = new BitWriter(_bits.AsSpan(_written));
        _encoder.Write(ref writer, input, hash, _notes);
        if (writer.Overflowed)
        {
            _fault = $"tick {input.Tick} has more input than a block can hold";
            return;
        }

        _written += writer.Finish();
    }

    private void SendTicks()
    {
        if (_ticks == 0)
            return;

        Send(BlockKind.Ticks, _firstTick, _ticks, _bits.AsSpan(0, _written));
        if (_detail is not null)
            Send(BlockKind.Detail, _firstTick, _ticks, _detail.Block);

        _written = 0;
        _ticks = 0;
    }

    /// <summary>What was recorded is whole by itself, and so will be what follows: the checkpoint that comes next is its first.</summary>
    private void SendNextFile()
    {
        Send(BlockKind.End, _last.Value, 0, []);
        Send(BlockKind.Header, 0, 0, []);
    }

    private void SendCheckpoint(GameWorld world)
    {
        _checkpoint.ResetWrittenCount();
        Checkpoint.Write(world, _checkpoint);
        Send(BlockKind.Checkpoint, world.Tick.Value, 0, _checkpoint.WrittenSpan);
    }

    private void Send(BlockKind kind, uint firstTick, uint ticks, ReadOnlySpan<byte> content)
    {
        if (_fault.Length > 0)
            return;

        if (!_queue.TryRent(out var block))
        {
            _fault = $"the disk is {QueueLength} blocks behind at tick {_last}";
            return;
        }

        block.Fill(content);
        block.Kind = kind;
        block.FirstTick = firstTick;
        block.Ticks = ticks;
        _queue.Send(block);
    }

    private void WriteBlocks()
    {
        while (_queue.TryReceive(out var block))
        {
            if (_fault.Length == 0)
            {
                try
                {
                    if (block.Kind == BlockKind.Header)
                        BeginNextFile();
                    else
                        _file.Append(block.Kind, block.FirstTick, block.Ticks, block.Bytes.AsSpan(0, block.Length));
                }
                catch (Exception broken) when (WriteFault.Is(broken))
                {
                    _fault = broken.Message;
                }
            }

            _queue.Return(block);
        }
    }

    /// <summary>On the file's thread: closing, naming and making files may wait as long as the disk likes.</summary>
    private void BeginNextFile()
    {
        _file.Dispose();
        _file = new RecordingFile(_rotation!.Next());
        _file.Append(BlockKind.Header, 0, 0, (_header with { Started = _rotation.Time.GetUtcNow() }).ToBytes());
    }
}
