using Ecs.Protocol.Bits;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Recording;

/// <summary>Packs what each stage of each tick changed, as docs/recording.md says.</summary>
internal sealed class DetailEncoder
{
    /// <summary>Stands where a stage's number would, after the last stage of a tick.</summary>
    public const byte EndOfTick = byte.MaxValue;

    private byte[] _bits = new byte[1024 * 1024];
    private int _written;
    private int _tickStart;

    public DetailEncoder(GameWorld world)
    {
        Tracer = new TickTracer(world) { StageTraced = AddStage };
    }

    public TickTracer Tracer { get; }

    public ReadOnlySpan<byte> Block => _bits.AsSpan(0, _written);

    /// <summary>Forgets the block before; stages of the tick that has just run are kept.</summary>
    public void Begin()
    {
        if (_tickStart > 0)
        {
            _bits.AsSpan(_tickStart, _written - _tickStart).CopyTo(_bits);
            _written -= _tickStart;
            _tickStart = 0;
        }
    }

    /// <summary>The stages so far belong to a recorded tick.</summary>
    public void EndTick()
    {
        EnsureRoom(sizeof(byte));
        _bits[_written++] = EndOfTick;
        _tickStart = _written;
    }

    /// <summary>Nothing is recorded any more: what stages say from here on is not kept.</summary>
    public void Forget() => _written = _tickStart = 0;

    private void AddStage(TickStage stage)
    {
        EnsureRoom(MostBytes());
        var writer = new BitWriter(_bits.AsSpan(_written));
        writer.Write((uint)stage, 8);
        var touched = 0UL;
        for (var component = 0; component < Tracer.Hashes.Length; component++)
            touched += Tracer.Touched(component) ? 1UL : 0;

        writer.WriteVariable(touched);
        for (var component = 0; component < Tracer.Hashes.Length; component++)
        {
            if (Tracer.Touched(component))
            {
                writer.Write((uint)component, 8);
                writer.Write(Tracer.Hashes[component]);
            }
        }

        writer.WriteVariable((ulong)Tracer.Changes.Length);
        foreach (ref readonly var change in Tracer.Changes)
        {
            writer.Write((uint)change.Kind, 2);
            writer.WriteVariable(change.Entity.Value);
            if (change.Kind == ChangeKind.Changed)
                WriteValue(ref writer, change);
        }

        _written += writer.Finish();
    }

    /// <summary>No less than the stage takes: numbers of variable length are at most ten bytes, and values what they are.</summary>
    private long MostBytes()
    {
        var most = 64L + Tracer.Hashes.Length * 16;
        foreach (ref readonly var change in Tracer.Changes)
            most += 16 + (change.Kind == ChangeKind.Changed ? Tracer.Schema.Components[change.Component].Fields[change.Field].Size : 0);

        return most;
    }

    private void EnsureRoom(long bytes)
    {
        if (_bits.Length - _written < bytes)
            Array.Resize(ref _bits, (int)Math.Max(_bits.Length * 2L, _written + bytes));
    }

    private void WriteValue(ref BitWriter writer, in FieldChange change)
    {
        writer.Write((uint)change.Component, 8);
        writer.Write((uint)change.Field, 8);
        var size = Tracer.Schema.Components[change.Component].Fields[change.Field].Size;
        if (change.After < 0)
        {
            for (var i = 0; i < size; i++)
                writer.Write(0U, 8);

            return;
        }

        foreach (var value in Tracer.After.FieldBytes(change.After, size))
            writer.Write(value, 8);
    }
}
