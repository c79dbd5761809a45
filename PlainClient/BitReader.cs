namespace Ecs.PlainClient;

/// <summary>Bits from the least significant one of each byte on.</summary>
internal sealed class BitReader(byte[] bytes)
{
    private int _at;

    public ulong Read(int bits)
    {
        ulong value = 0;
        for (var bit = 0; bit < bits; bit++, _at++)
        {
            if (_at / 8 >= bytes.Length)
                throw new InvalidDataException("a body is cut short");
            value |= (ulong)((bytes[_at / 8] >> (_at % 8)) & 1) << bit;
        }

        return value;
    }

    public int ReadSigned(int bits) => (int)Read(bits) << (32 - bits) >> (32 - bits);

    /// <summary>Ones, a zero, and so many bits more than <paramref name="usual"/> as there were ones.</summary>
    public ulong ReadNumber(int usual)
    {
        var (bits, less) = (usual, 0UL);
        while (bits < 64 && Read(1) == 1)
            less += 1UL << bits++;
        return less + Read(bits);
    }

    /// <summary>0, -1, 1, -2, 2 ... as the numbers 0, 1, 2, 3, 4 ...</summary>
    public long ReadSignedNumber(int usual)
    {
        var number = ReadNumber(usual);
        return (number & 1) == 0 ? (long)(number >> 1) : ~(long)(number >> 1);
    }

    /// <summary>Groups of seven bits, the least significant group first, each followed by a bit that says whether another comes.</summary>
    public ulong ReadGroups()
    {
        ulong value = 0;
        for (var group = 0; group < 10; group++)
        {
            value |= Read(7) << (7 * group);
            if (Read(1) == 0)
                return value;
        }

        throw new InvalidDataException("a number has no end");
    }

    /// <summary>Nothing but zero bits up to a whole byte may be left.</summary>
    public void ExpectEnd()
    {
        if (Read((8 - (_at % 8)) % 8) != 0 || _at / 8 != bytes.Length)
            throw new InvalidDataException("a body has something behind its end");
    }
}
