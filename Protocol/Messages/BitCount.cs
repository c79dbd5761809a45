using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>How a number of bits stands in <see cref="Diagnostics"/>.</summary>
public sealed class BitCount : IWireItem<ulong>
{
    private BitCount()
    {
    }

    public static void Write(ref MessagePackWriter writer, in ulong item) => writer.Write(item);

    public static bool TryRead(ref MessagePackReader reader, out ulong item)
    {
        item = reader.ReadUInt64();
        return true;
    }

    public static bool TryCheck(ref MessagePackReader reader) => TryRead(ref reader, out _);
}
