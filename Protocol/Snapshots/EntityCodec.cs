using Ecs.Protocol.Bits;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Protocol.Snapshots;

/// <summary>
/// One entity of a full snapshot. Every field of <see cref="EntityState"/> is here, in the order of docs/protocol.md; a
/// test fails when one is missing.
/// </summary>
/// <remarks><code>
/// | 2 kind | id | 16 slot | 8 team | 32 x | 32 y | 32 vx | 32 vy | 16 aim |
/// avatars: | 8 flags | 16 health | 16 max | 16 kills | 16 deaths | 32 speed | 16 cooldown | 16 respawn |
/// things:  | 2 which | 16 variant | 32 half width | 32 half height |
/// </code></remarks>
internal static class EntityCodec
{
    private const int KindBits = 2;
    private const int ByteBits = 8;
    private const int ShortBits = 16;
    private const int RawBits = 32;
    private const int CommonBits = KindBits + ShortBits + ByteBits + 4 * RawBits + ShortBits;
    private const int ThingBits = KindBits + ShortBits + 2 * RawBits;
    private const int AvatarBits = ByteBits + 4 * ShortBits + RawBits + 2 * ShortBits;

    /// <summary>Two bits tell avatars, bullets and things apart; which thing follows.</summary>
    private const EntityKind FirstThing = EntityKind.Creature;

    /// <summary>Bits of the smallest entity; no count may claim more entities than the bytes can hold.</summary>
    public const int LeastBits = CommonBits + ByteBits;

    public static int BitsOf(in EntityState entity) =>
        CommonBits + BitWriter.VariableBits(entity.Id.Value) + (entity.Kind switch
        {
            EntityKind.Avatar => AvatarBits,
            EntityKind.Bullet => 0,
            _ => ThingBits,
        });

    public static void Write(ref BitWriter writer, in EntityState entity)
    {
        writer.Write((uint)(IsThing(entity.Kind) ? FirstThing : entity.Kind), KindBits);
        writer.WriteVariable(entity.Id.Value);
        writer.Write(entity.Slot.Value, ShortBits);
        writer.Write(entity.Team, ByteBits);
        writer.Write(entity.X.Raw, RawBits);
        writer.Write(entity.Y.Raw, RawBits);
        writer.Write(entity.VelocityX.Raw, RawBits);
        writer.Write(entity.VelocityY.Raw, RawBits);
        writer.Write(entity.Aim.Raw, ShortBits);
        if (IsThing(entity.Kind))
        {
            writer.Write((uint)(entity.Kind - FirstThing), KindBits);
            writer.Write(entity.Variant, ShortBits);
            writer.Write(entity.HalfWidth.Raw, RawBits);
            writer.Write(entity.HalfHeight.Raw, RawBits);
        }

        if (entity.Kind != EntityKind.Avatar)
            return;

        writer.Write((uint)entity.Flags, ByteBits);
        writer.Write(entity.Health, ShortBits);
        writer.Write(entity.MaxHealth, ShortBits);
        writer.Write(entity.Kills, ShortBits);
        writer.Write(entity.Deaths, ShortBits);
        writer.Write(entity.Speed.Raw, RawBits);
        writer.Write(entity.CooldownTicks, ShortBits);
        writer.Write(entity.RespawnTicks, ShortBits);
    }

    /// <summary>
    /// Adds what so many entities take up, but for their ids, to the fields that it belongs to.
    /// </summary>
    /// <param name="entities">All of them.</param>
    /// <param name="avatars">Those of them that are avatars.</param>
    /// <param name="things">Those of them that are neither avatars nor bullets.</param>
    /// <param name="bits">By <see cref="SnapshotField"/>.</param>
    public static void Share(long entities, long avatars, long things, Span<long> bits)
    {
        bits[(int)SnapshotField.Identity] += entities * (KindBits + ShortBits + ByteBits);
        bits[(int)SnapshotField.Position] += entities * 2 * RawBits;
        bits[(int)SnapshotField.Velocity] += entities * 2 * RawBits;
        bits[(int)SnapshotField.Aim] += entities * ShortBits;
        bits[(int)SnapshotField.Health] += avatars * 2 * ShortBits;
        bits[(int)SnapshotField.Score] += avatars * 2 * ShortBits;
        bits[(int)SnapshotField.Mobility] += avatars * (ByteBits + RawBits);
        bits[(int)SnapshotField.Delays] += avatars * 2 * ShortBits;
        bits[(int)SnapshotField.Thing] += things * ThingBits;
    }

    /// <summary>False when a value is out of range or the bits ended.</summary>
    public static bool TryRead(ref BitReader reader, out EntityState entity)
    {
        entity = default;
        entity.Kind = (EntityKind)reader.Read(KindBits);
        entity.Id = new(reader.ReadVariable());
        entity.Slot = new((ushort)reader.Read(ShortBits));
        entity.Team = (byte)reader.Read(ByteBits);
        entity.X = new(reader.ReadInt32());
        entity.Y = new(reader.ReadInt32());
        entity.VelocityX = new(reader.ReadInt32());
        entity.VelocityY = new(reader.ReadInt32());
        entity.Aim = new((ushort)reader.Read(ShortBits));
        entity.Flags = EntityFlags.Alive;
        if (entity.Kind == EntityKind.Avatar)
        {
            entity.Flags = (EntityFlags)reader.Read(ByteBits);
            entity.Health = (ushort)reader.Read(ShortBits);
            entity.MaxHealth = (ushort)reader.Read(ShortBits);
            entity.Kills = (ushort)reader.Read(ShortBits);
            entity.Deaths = (ushort)reader.Read(ShortBits);
            entity.Speed = new(reader.ReadInt32());
            entity.CooldownTicks = (ushort)reader.Read(ShortBits);
            entity.RespawnTicks = (ushort)reader.Read(ShortBits);
        }
        else if (entity.Kind == FirstThing)
        {
            entity.Kind = (EntityKind)((uint)FirstThing + reader.Read(KindBits));
            entity.Variant = (ushort)reader.Read(ShortBits);
            entity.HalfWidth = new(reader.ReadInt32());
            entity.HalfHeight = new(reader.ReadInt32());
        }

        return !reader.Failed
            && entity.Kind is >= EntityKind.Avatar and <= EntityKind.Item
            && !entity.Id.IsNone
            && (entity.Slot.IsNone || entity.Slot.Value < Limits.Slots);
    }

    public static bool IsThing(EntityKind kind) => kind >= FirstThing;
}
