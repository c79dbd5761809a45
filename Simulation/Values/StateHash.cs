using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecs.Simulation.Values;

/// <summary>
/// A 64-bit hash of fields, mixed in one after the other: of the world's record and the mode's state, of maps and schemas, and of entities in
/// recordings of the first function. Not for adversaries: it proves that two runs agree.
/// </summary>
public struct StateHash : IFieldVisitor
{
    private ulong _hash;

    public StateHash(ulong start) => _hash = start;

    public readonly ulong Value => Finish(_hash);

    internal readonly ulong Running => _hash;

    /// <summary>Folds one value into a running hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong hash, ulong value)
    {
        var mixed = unchecked((hash ^ value) * 0x9E37_79B9_7F4A_7C15);
        return mixed ^ (mixed >> 29);
    }

    /// <summary>Spreads every bit of a running hash over the result (the finaliser of SplitMix64).</summary>
    public static ulong Finish(ulong hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 30)) * 0xBF58_476D_1CE4_E5B9;
            hash = (hash ^ (hash >> 27)) * 0x94D0_49BB_1331_11EB;
            return hash ^ (hash >> 31);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Field<T>(string name, ref T value)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 1)
            _hash = Mix(_hash, Unsafe.As<T, byte>(ref value));
        else if (Unsafe.SizeOf<T>() == 2)
            _hash = Mix(_hash, Unsafe.As<T, ushort>(ref value));
        else if (Unsafe.SizeOf<T>() == 4)
            _hash = Mix(_hash, Unsafe.As<T, uint>(ref value));
        else if (Unsafe.SizeOf<T>() == 8)
            _hash = Mix(_hash, Unsafe.As<T, ulong>(ref value));
        else
            AddBytes(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref value, 1)));
    }

    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            _hash = Mix(_hash, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var rest in bytes)
            _hash = Mix(_hash, rest);
    }
}
