namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>Packets about things, places and sounds; as <see cref="SessionPackets"/>.</summary>
internal static class ThingPackets
{
    public static int ObjectCreate(Span<byte> packet, byte x, byte y, int graphic)
    {
        var writer = new PacketWriter(packet, ServerMessage.ObjectCreate);
        writer.Byte(x);
        writer.Byte(y);
        writer.Short(graphic);
        return writer.Length;
    }

    public static int ObjectDelete(Span<byte> packet, byte x, byte y)
    {
        var writer = new PacketWriter(packet, ServerMessage.ObjectDelete);
        writer.Byte(x);
        writer.Byte(y);
        return writer.Length;
    }

    public static int BlockPosition(Span<byte> packet, byte x, byte y, bool isBlocked)
    {
        var writer = new PacketWriter(packet, ServerMessage.BlockPosition);
        writer.Byte(x);
        writer.Byte(y);
        writer.Byte(isBlocked ? (byte)1 : (byte)0);
        return writer.Length;
    }

    public static int PlayWave(Span<byte> packet, byte wave, byte x, byte y)
    {
        var writer = new PacketWriter(packet, ServerMessage.PlayWave);
        writer.Byte(wave);
        writer.Byte(x);
        writer.Byte(y);
        return writer.Length;
    }

    /// <param name="packet">Gets the packet.</param>
    /// <param name="slot">From 1.</param>
    /// <param name="ware">What is in it; <see cref="Ware.None"/> for an empty slot.</param>
    /// <param name="amount">How many.</param>
    /// <param name="isWorn">Whether it is worn or held.</param>
    public static int ChangeInventorySlot(Span<byte> packet, byte slot, in Ware ware, int amount, bool isWorn)
    {
        var writer = new PacketWriter(packet, ServerMessage.ChangeInventorySlot);
        writer.Byte(slot);
        writer.Short(ware.Item.Id);
        writer.Text(ware.Item.Name);
        writer.Short(amount);
        writer.Byte(isWorn ? (byte)1 : (byte)0);
        writer.Short(ware.Graphic);
        writer.Byte(ware.Type);
        writer.Short(ware.Item.MaxHit);
        writer.Short(ware.Item.MinHit);
        writer.Short(ware.Item.MaxDefence);
        writer.Short(ware.Item.MinDefence);
        writer.Single(ware.Price);
        return writer.Length;
    }

    public static int ChangeSpellSlot(Span<byte> packet, byte slot, int spell, ReadOnlySpan<char> name)
    {
        var writer = new PacketWriter(packet, ServerMessage.ChangeSpellSlot);
        writer.Byte(slot);
        writer.Short(spell);
        writer.Text(name);
        return writer.Length;
    }
}
