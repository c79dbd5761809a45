namespace Ecs.Tests.Protocol;

/// <summary>Bits of a body one by one, as docs/protocol.md packs them; slow and obvious.</summary>
public sealed class PlainBits(byte[] bytes)
{
    private int _at;

    public int Left => bytes.Length * 8 - _at;

    public ulong Unsigned(int bits)
    {
        ulong value = 0;
        for (var bit = 0; bit < bits; bit++, _at++)
            value |= (ulong)(bytes[_at / 8] >> (_at % 8) & 1) << bit;

        return value;
    }

    public long Signed(int bits)
    {
        var value = (long)Unsigned(bits);
        return value >= 1L << (bits - 1) ? value - (1L << bits) : value;
    }

    /// <summary>Groups of 7 bits, least significant first, each followed by one bit "more".</summary>
    public ulong Variable()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= Unsigned(7) << shift;
            if (Unsigned(1) == 0)
                return value;
        }
    }

    /// <summary>What is left is less than a byte and zero.</summary>
    public void End()
    {
        Assert.True(Left < 8);
        Assert.Equal(0UL, Unsigned(Left));
    }
}
