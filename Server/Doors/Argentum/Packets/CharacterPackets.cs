namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>Packets about who stands where and does what; as <see cref="SessionPackets"/>.</summary>
internal static class CharacterPackets
{
    /// <summary>Sub-id of <see cref="ServerMessage.MultiMessage"/>: a creature has hit the player.</summary>
    private const byte CreatureHitUser = 12;

    public static int PositionUpdate(Span<byte> packet, byte x, byte y)
    {
        var writer = new PacketWriter(packet, ServerMessage.PositionUpdate);
        writer.Byte(x);
        writer.Byte(y);
        return writer.Length;
    }

    /// <summary>Somebody comes into sight, or is there anew.</summary>
    /// <param name="packet">Gets the packet.</param>
    /// <param name="character">Who.</param>
    /// <param name="fx">An effect around the newcomer, 0 for none.</param>
    /// <param name="loops">How often the effect plays.</param>
    public static int CharacterCreate(Span<byte> packet, in CharacterRow character, int fx = 0, int loops = 0)
    {
        var writer = new PacketWriter(packet, ServerMessage.CharacterCreate);
        writer.Short(character.Index);
        writer.Short(character.Body);
        writer.Short(character.Head);
        writer.Byte(character.Heading);
        writer.Byte(character.X);
        writer.Byte(character.Y);
        WriteGear(ref writer);
        writer.Short(fx);
        writer.Short(loops);
        writer.Text(character.Name);
        writer.Byte(0); // nick colour: nobody is a criminal here
        writer.Byte(0); // privileges: a player
        return writer.Length;
    }

    public static int CharacterRemove(Span<byte> packet, int character)
    {
        var writer = new PacketWriter(packet, ServerMessage.CharacterRemove);
        writer.Short(character);
        return writer.Length;
    }

    public static int CharacterMove(Span<byte> packet, int character, byte x, byte y)
    {
        var writer = new PacketWriter(packet, ServerMessage.CharacterMove);
        writer.Short(character);
        writer.Byte(x);
        writer.Byte(y);
        return writer.Length;
    }

    public static int ForceCharMove(Span<byte> packet, byte heading)
    {
        var writer = new PacketWriter(packet, ServerMessage.ForceCharMove);
        writer.Byte(heading);
        return writer.Length;
    }

    public static int CharacterChange(Span<byte> packet, in CharacterRow character)
    {
        var writer = new PacketWriter(packet, ServerMessage.CharacterChange);
        writer.Short(character.Index);
        writer.Short(character.Body);
        writer.Short(character.Head);
        writer.Byte(character.Heading);
        WriteGear(ref writer);
        writer.Short(0); // effect
        writer.Short(0); // loops
        return writer.Length;
    }

    public static int CreateFx(Span<byte> packet, int character, int fx, int loops)
    {
        var writer = new PacketWriter(packet, ServerMessage.CreateFx);
        writer.Short(character);
        writer.Short(fx);
        writer.Short(loops);
        return writer.Length;
    }

    /// <param name="packet">Gets the packet.</param>
    /// <param name="part">Of the body, from 1.</param>
    /// <param name="damage">Hit points.</param>
    public static int CreatureHit(Span<byte> packet, byte part, int damage)
    {
        var writer = new PacketWriter(packet, ServerMessage.MultiMessage);
        writer.Byte(CreatureHitUser);
        writer.Byte(part);
        writer.Short(damage);
        return writer.Length;
    }

    /// <summary>Weapon, shield and helmet: the original draws none of them, whatever is worn.</summary>
    private static void WriteGear(ref PacketWriter writer)
    {
        writer.Short(0);
        writer.Short(0);
        writer.Short(0);
    }
}
