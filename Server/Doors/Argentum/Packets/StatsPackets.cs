using Ecs.Simulation.Components;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>Packets about the player's own state; as <see cref="SessionPackets"/>.</summary>
internal static class StatsPackets
{
    public static int UpdateStamina(Span<byte> packet, int stamina) => OneShort(packet, ServerMessage.UpdateStamina, stamina);

    public static int UpdateMana(Span<byte> packet, int mana) => OneShort(packet, ServerMessage.UpdateMana, mana);

    public static int UpdateHitPoints(Span<byte> packet, int hitPoints) => OneShort(packet, ServerMessage.UpdateHitPoints, hitPoints);

    public static int UpdateGold(Span<byte> packet, int gold) => OneInt(packet, ServerMessage.UpdateGold, gold);

    public static int UpdateExperience(Span<byte> packet, int experience) => OneInt(packet, ServerMessage.UpdateExperience, experience);

    public static int UpdateUserStats(Span<byte> packet, in Health health, in Vitals vitals)
    {
        var writer = new PacketWriter(packet, ServerMessage.UpdateUserStats);
        writer.Short(health.Max);
        writer.Short(health.Current);
        writer.Short(vitals.MaxMana);
        writer.Short(vitals.Mana);
        writer.Short(vitals.MaxStamina);
        writer.Short(vitals.Stamina);
        writer.Int(vitals.Gold);
        writer.Byte(vitals.Level);
        writer.Int(vitals.NextLevel);
        writer.Int(vitals.Experience);
        return writer.Length;
    }

    public static int UpdateHungerAndThirst(Span<byte> packet, byte maxWater, byte water, byte maxFood, byte food)
    {
        var writer = new PacketWriter(packet, ServerMessage.UpdateHungerAndThirst);
        writer.Byte(maxWater);
        writer.Byte(water);
        writer.Byte(maxFood);
        writer.Byte(food);
        return writer.Length;
    }

    public static int UpdateStrengthAndDexterity(Span<byte> packet, byte strength, byte agility)
    {
        var writer = new PacketWriter(packet, ServerMessage.UpdateStrengthAndDexterity);
        writer.Byte(strength);
        writer.Byte(agility);
        return writer.Length;
    }

    private static int OneShort(Span<byte> packet, ServerMessage message, int value)
    {
        var writer = new PacketWriter(packet, message);
        writer.Short(value);
        return writer.Length;
    }

    private static int OneInt(Span<byte> packet, ServerMessage message, int value)
    {
        var writer = new PacketWriter(packet, message);
        writer.Int(value);
        return writer.Length;
    }
}
