using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A player of the room: sent for everyone on entering, and again when someone comes or changes.</summary>
public readonly record struct PlayerInfo(PlayerSlot Slot, EntityId Avatar, byte Team, bool IsBot, string Name) : IMessage<PlayerInfo>
{
    public static MessageId Id => MessageId.PlayerInfo;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 5;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Slot.Value);
        writer.Write(Avatar.Value);
        writer.Write(Team);
        writer.Write(IsBot);
        writer.WriteText(Name, Limits.NameCodePoints);
    }

    public static bool TryRead(ref MessagePackReader reader, out PlayerInfo message)
    {
        message = default;
        if (!reader.TryReadSlot(orNone: false, out var slot))
            return false;

        var avatar = new EntityId(reader.ReadUInt64());
        var team = reader.ReadByte();
        var isBot = reader.ReadBoolean();
        if (!reader.TryReadText(Limits.NameCodePoints, out var name))
            return false;

        message = new(slot, avatar, team, isBot, name);
        return true;
    }
}
