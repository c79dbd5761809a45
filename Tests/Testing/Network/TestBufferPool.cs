using System.Numerics;

namespace Ecs.Tests.Testing.Network;

/// <summary>Byte arrays that are used again, by powers of two, so that a warm network allocates nothing.</summary>
internal sealed class TestBufferPool
{
    private const int SmallestBits = 8;
    private const int KeptPerSize = 4096;

    private readonly Stack<byte[]>[] _free = new Stack<byte[]>[32 - SmallestBits];

    public TestBufferPool()
    {
        for (var size = 0; size < _free.Length; size++)
            _free[size] = new Stack<byte[]>();
    }

    public byte[] CopyOf(ReadOnlySpan<byte> bytes)
    {
        var bits = Math.Max(SmallestBits, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(bytes.Length, 1) - 1));
        if (!_free[bits - SmallestBits].TryPop(out var buffer))
            buffer = new byte[1 << bits];

        bytes.CopyTo(buffer);
        return buffer;
    }

    public void Return(byte[] buffer)
    {
        var pool = _free[BitOperations.Log2((uint)buffer.Length) - SmallestBits];
        if (pool.Count < KeptPerSize)
            pool.Push(buffer);
    }
}
