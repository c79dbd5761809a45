using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>What the world can do with a component without knowing its type.</summary>
public abstract class ComponentEntry(string name)
{
    /// <summary>Part of the state's hash, and unlike all others in the table.</summary>
    public string Name { get; } = name;

    /// <summary>What the name makes of the hash of a component with these fields: two with equal fields cannot stand for each other.</summary>
    internal ulong Salt { get; } = SaltOf(name);

    public abstract ComponentType Type { get; }

    public abstract bool IsOn(World store, Entity entity);

    /// <summary>Sets the entity's component to its default.</summary>
    public abstract void Clear(World store, Entity entity);

    /// <summary>Adds what this component makes to the sum of each entity of the chunk (<see cref="ColumnHash"/>); nothing when the chunk lacks it.</summary>
    internal abstract void AddTo(ref Chunk chunk, Span<ulong> sums);

    public abstract void Visit<TVisitor>(World store, Entity entity, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;

    /// <summary>Shows the fields of a component that belongs to nobody, all zero.</summary>
    public abstract void VisitBlank<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;

    /// <summary>The fields that say of themselves that they travel.</summary>
    /// <exception cref="ArgumentException">One of them cannot.</exception>
    internal abstract List<ReplicatedField> FindReplicated();

    /// <summary>Copies a field of all entities of a chunk that has the component into every <paramref name="stride"/>th place of a span.</summary>
    internal abstract void CopyField(ref Chunk chunk, int offset, int bytes, bool isSigned, Span<long> values, int stride);

    /// <summary>One field of one entity that has the component, as <see cref="CopyField"/> copies it.</summary>
    internal abstract long ReadField(World store, Entity entity, int offset, int bytes, bool isSigned);

    /// <summary>The contrary: what does not fit the field's bytes is cut off.</summary>
    internal abstract void WriteField(World store, Entity entity, int offset, int bytes, long value);

    /// <summary>The bytes of this component of all entities of the chunk; empty when the chunk lacks it.</summary>
    internal abstract ReadOnlySpan<byte> BytesOf(ref Chunk chunk);

    private protected static ulong SaltOf(string name)
    {
        var hash = new StateHash(0);
        hash.AddBytes(Encoding.UTF8.GetBytes(name));
        return hash.Value;
    }
}

/// <summary>A component of a type; its name, by default the type's, is part of the state's hash.</summary>
public sealed class ComponentEntry<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] T>(string name) : ComponentEntry(name)
    where T : struct, IComponent<T>
{
    private readonly ColumnHash? _column = ColumnHash.TryMake<T>(SaltOf(name));

    /// <summary>Under the type's own name.</summary>
    public ComponentEntry()
        : this(typeof(T).Name)
    {
    }

    public override ComponentType Type => Component<T>.ComponentType;

    public override bool IsOn(World store, Entity entity) => store.Has<T>(entity);

    public override void Clear(World store, Entity entity) => store.Get<T>(entity) = default;

    internal override void AddTo(ref Chunk chunk, Span<ulong> sums)
    {
        if (!chunk.Has<T>() || sums.IsEmpty)
            return;

        if (_column is not null)
        {
            _column.AddTo(ref Unsafe.As<T, byte>(ref chunk.GetFirst<T>()), sums);
            return;
        }

        var components = chunk.GetSpan<T>();
        for (var i = 0; i < sums.Length; i++)
        {
            var hash = new StateHash(Salt);
            T.Visit(ref components[i], ref hash);
            sums[i] = unchecked(sums[i] + hash.Value);
        }
    }

    internal override List<ReplicatedField> FindReplicated()
    {
        var found = new List<ReplicatedField>();
        var component = default(T);
        var finder = new ReplicatedFieldFinder(ref Unsafe.As<T, byte>(ref component), Unsafe.SizeOf<T>(), Name, typeof(T), found);
        T.Visit(ref component, ref finder);
        return found;
    }

    internal override void CopyField(ref Chunk chunk, int offset, int bytes, bool isSigned, Span<long> values, int stride)
    {
        ref var field = ref Unsafe.AddByteOffset(ref Unsafe.As<T, byte>(ref chunk.GetFirst<T>()), offset);
        Copy(ref field, bytes, isSigned, chunk.Count, values, stride);
    }

    internal override long ReadField(World store, Entity entity, int offset, int bytes, bool isSigned)
    {
        var value = 0L;
        ref var field = ref Unsafe.AddByteOffset(ref Unsafe.As<T, byte>(ref store.Get<T>(entity)), offset);
        Copy(ref field, bytes, isSigned, count: 1, new Span<long>(ref value), stride: 1);
        return value;
    }

    internal override void WriteField(World store, Entity entity, int offset, int bytes, long value)
    {
        ref var field = ref Unsafe.AddByteOffset(ref Unsafe.As<T, byte>(ref store.Get<T>(entity)), offset);
        switch (bytes)
        {
            case 1:
                field = unchecked((byte)value);
                break;
            case 2:
                Unsafe.As<byte, ushort>(ref field) = unchecked((ushort)value);
                break;
            case 4:
                Unsafe.As<byte, uint>(ref field) = unchecked((uint)value);
                break;
            default:
                Unsafe.As<byte, long>(ref field) = value;
                break;
        }
    }

    internal override ReadOnlySpan<byte> BytesOf(ref Chunk chunk) => chunk.Has<T>()
        ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref chunk.GetFirst<T>()), chunk.Count * Unsafe.SizeOf<T>())
        : default;

    private static void Copy(ref byte field, int bytes, bool isSigned, int count, Span<long> values, int stride)
    {
        switch (bytes, isSigned)
        {
            case (1, false):
                Copy<byte>(ref field, count, values, stride);
                break;
            case (1, true):
                Copy<sbyte>(ref field, count, values, stride);
                break;
            case (2, false):
                Copy<ushort>(ref field, count, values, stride);
                break;
            case (2, true):
                Copy<short>(ref field, count, values, stride);
                break;
            case (4, false):
                Copy<uint>(ref field, count, values, stride);
                break;
            case (4, true):
                Copy<int>(ref field, count, values, stride);
                break;
            default:
                Copy<long>(ref field, count, values, stride);
                break;
        }
    }

    private static void Copy<TNumber>(ref byte field, int count, Span<long> values, int stride)
        where TNumber : unmanaged, IBinaryInteger<TNumber>
    {
        for (var row = 0; row < count; row++)
        {
            values[row * stride] = long.CreateTruncating(Unsafe.As<byte, TNumber>(ref field));
            field = ref Unsafe.AddByteOffset(ref field, Unsafe.SizeOf<T>());
        }
    }

    public override void Visit<TVisitor>(World store, Entity entity, ref TVisitor visitor) =>
        T.Visit(ref store.Get<T>(entity), ref visitor);

    public override void VisitBlank<TVisitor>(ref TVisitor visitor)
    {
        var blank = default(T);
        T.Visit(ref blank, ref visitor);
    }
}
