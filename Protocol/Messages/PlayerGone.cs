using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A player has left the room.</summary>
public readonly record struct PlayerGone(PlayerSlot Slot, Reason Reason) : IMessage<PlayerGone>
{
    public static MessageId Id => MessageId.PlayerGone;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Slot.Value);
        writer.Write((byte)Reason);
    }

    public static bool TryRead(ref MessagePackReader reader, out PlayerGone message)
    {
        message = default;
        if (!reader.TryReadSlot(orNone: false, out var slot) || !reader.TryReadReason(out var reason))
            return false;

        message = new(slot, reason);
        return true;
    }
}
