namespace Ecs.PlainClient;

/// <summary>See <see cref="BitReader"/>.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _at;

    public void Write(uint value, int bits)
    {
        for (var bit = 0; bit < bits; bit++, _at++)
        {
            if (_at % 8 == 0)
                _bytes.Add(0);
            _bytes[^1] |= (byte)(((value >> bit) & 1) << (_at % 8));
        }
    }

    public byte[] ToArray() => [.. _bytes];
}
