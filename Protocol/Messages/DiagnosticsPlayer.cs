using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>How one player's connection is doing; an item of <see cref="Diagnostics"/>.</summary>
/// <param name="Slot">The seat.</param>
/// <param name="RoundTrip">Milliseconds.</param>
/// <param name="Loss">Lost per thousand packets sent, 0 to 1000; 65535 = nobody counts.</param>
/// <param name="BytesOut">Sent to this player so far; 0 where nobody counts.</param>
/// <param name="Acknowledged">The newest snapshot that the player is known to have; 0 = none.</param>
/// <param name="Held">Entities that the player has in view with it.</param>
public readonly record struct DiagnosticsPlayer(PlayerSlot Slot, ushort RoundTrip, ushort Loss, ulong BytesOut, Tick Acknowledged, ushort Held)
    : IWireItem<DiagnosticsPlayer>
{
    public const ushort UnknownLoss = ushort.MaxValue;

    private const int ItemFields = 6;
    private const ushort LossMax = 1000;

    public static void Write(ref MessagePackWriter writer, in DiagnosticsPlayer item)
    {
        writer.WriteArrayHeader(ItemFields);
        writer.Write(item.Slot.Value);
        writer.Write(item.RoundTrip);
        writer.Write(item.Loss);
        writer.Write(item.BytesOut);
        writer.Write(item.Acknowledged.Value);
        writer.Write(item.Held);
    }

    public static bool TryRead(ref MessagePackReader reader, out DiagnosticsPlayer item)
    {
        item = default;
        if (reader.ReadArrayHeader() != ItemFields || !reader.TryReadSlot(orNone: false, out var slot))
            return false;

        var roundTrip = reader.ReadUInt16();
        var loss = reader.ReadUInt16();
        item = new(slot, roundTrip, loss, reader.ReadUInt64(), new Tick(reader.ReadUInt32()), reader.ReadUInt16());
        return loss is <= LossMax or UnknownLoss;
    }

    public static bool TryCheck(ref MessagePackReader reader) => TryRead(ref reader, out _);
}
