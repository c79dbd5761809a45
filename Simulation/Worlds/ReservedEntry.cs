using Arch.Core;

namespace Ecs.Simulation.Worlds;

/// <summary>The place in the table of a component that this world does not have.</summary>
internal sealed class ReservedEntry(string name) : ComponentEntry(name)
{
    public override ComponentType Type => Component<Nothing>.ComponentType;

    public override bool IsOn(World store, Entity entity) => false;

    public override void Clear(World store, Entity entity)
    {
    }

    internal override void AddTo(ref Chunk chunk, Span<ulong> sums)
    {
    }

    internal override List<ReplicatedField> FindReplicated() => [];

    internal override void CopyField(ref Chunk chunk, int offset, int bytes, bool isSigned, Span<long> values, int stride)
    {
    }

    internal override long ReadField(World store, Entity entity, int offset, int bytes, bool isSigned) => 0;

    internal override void WriteField(World store, Entity entity, int offset, int bytes, long value)
    {
    }

    internal override ReadOnlySpan<byte> BytesOf(ref Chunk chunk) => default;

    public override void Visit<TVisitor>(World store, Entity entity, ref TVisitor visitor)
    {
    }

    public override void VisitBlank<TVisitor>(ref TVisitor visitor)
    {
    }

    private struct Nothing;
}
