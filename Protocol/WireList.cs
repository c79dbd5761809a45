using MessagePack;

namespace Ecs.Protocol;

/// <summary>Reads and writes one item of a list on the wire.</summary>
/// <typeparam name="T">The item.</typeparam>
public interface IWireItem<T>
{
    static abstract void Write(ref MessagePackWriter writer, in T item);

    /// <summary>False when out of range; throws what the reader throws.</summary>
    static abstract bool TryRead(ref MessagePackReader reader, out T item);

    /// <summary>Like TryRead without making the item, so that checking a list allocates nothing.</summary>
    static abstract bool TryCheck(ref MessagePackReader reader);
}

/// <summary>
/// The list in a message. A sender wraps values; a received list is a checked slice of the packet that is unpacked only
/// where somebody wants it, so a forged count costs nothing. Valid as long as what it wraps.
/// </summary>
/// <typeparam name="T">The item.</typeparam>
/// <typeparam name="TItem">How the item is written.</typeparam>
public readonly struct WireList<T, TItem> : IEquatable<WireList<T, TItem>>
    where TItem : IWireItem<T>
{
    private readonly ReadOnlyMemory<T> _values;
    private readonly ReadOnlyMemory<byte> _packed;

    public WireList(ReadOnlyMemory<T> values)
    {
        _values = values;
        Count = values.Length;
    }

    private WireList(ReadOnlyMemory<byte> packed, int count)
    {
        _packed = packed;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Unpacks as many items as fit and returns their number.</summary>
    public int CopyTo(Span<T> destination)
    {
        var count = Math.Min(Count, destination.Length);
        if (_packed.IsEmpty)
        {
            _values.Span[..count].CopyTo(destination);
            return count;
        }

        var reader = new MessagePackReader(_packed);
        for (var index = 0; index < count; index++)
        {
            if (!TItem.TryRead(ref reader, out destination[index]))
                return index;
        }

        return count;
    }

    public bool Equals(WireList<T, TItem> other)
    {
        if (Count != other.Count)
            return false;

        var mine = new T[Count];
        var theirs = new T[Count];
        CopyTo(mine);
        other.CopyTo(theirs);
        return mine.AsSpan().SequenceEqual(theirs);
    }

    public override bool Equals(object? obj) => obj is WireList<T, TItem> other && Equals(other);

    public override int GetHashCode() => Count;

    public static bool operator ==(WireList<T, TItem> left, WireList<T, TItem> right) => left.Equals(right);

    public static bool operator !=(WireList<T, TItem> left, WireList<T, TItem> right) => !left.Equals(right);

    internal void Write(ref MessagePackWriter writer, int limit)
    {
        var values = _values.Span;
        values = values[..Math.Min(values.Length, limit)];
        writer.WriteArrayHeader(values.Length);
        foreach (ref readonly var value in values)
            TItem.Write(ref writer, in value);
    }

    internal static bool TryRead(ref MessagePackReader reader, int limit, out WireList<T, TItem> list)
    {
        list = default;
        var count = reader.ReadArrayHeader();
        if (count > limit)
            return false;

        var items = reader;
        for (var index = 0; index < count; index++)
        {
            if (!TItem.TryCheck(ref reader))
                return false;
        }

        list = new(items.ReadRaw(reader.Consumed - items.Consumed).First, count);
        return true;
    }
}
