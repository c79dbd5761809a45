using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecs.Tests.Faults;

/// <summary>All packets of a run with their times as one number: two runs are the same when it is.</summary>
internal sealed class PacketTrace
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    public ulong Hash { get; private set; } = Prime;

    public long Packets { get; private set; }

    /// <param name="time">When.</param>
    /// <param name="who">The connection or port, the direction and whatever else tells packets apart.</param>
    /// <param name="bytes">The packet.</param>
    public void Add(long time, long who, ReadOnlySpan<byte> bytes)
    {
        Packets++;
        Mix((ulong)time);
        Mix((ulong)who);
        Hash = Mixed(Hash, bytes);
    }

    public static ulong HashOf(ReadOnlySpan<byte> bytes) => Mixed(Prime, bytes);

    private static ulong Mixed(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = (hash ^ (ulong)bytes.Length) * Prime;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            hash = BitOperations.RotateLeft((hash ^ word) * Prime, 29);

        foreach (var last in bytes[(words.Length * sizeof(ulong))..])
            hash = BitOperations.RotateLeft((hash ^ last) * Prime, 29);

        return hash;
    }

    private void Mix(ulong word) => Hash = BitOperations.RotateLeft((Hash ^ word) * Prime, 31);
}
