using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inspection;

/// <summary>
/// A whole world as bytes: exactly what its hash covers, entities in the order of their ids, so that equal states give
/// equal bytes. Written between ticks; a world restored from it goes on as the original does.
/// </summary>
/// <remarks>
/// Layout, little-endian: "ECSC", u16 format version, u16 bytes of a mask (not in version 1, which has 4), the world's record, the
/// mode's state, u32 number of entities, then per entity a mask of components (bits as in the component table, the first one
/// lowest) and the fields of each. Framing and checksums are the recording's matter.
/// </remarks>
public static class Checkpoint
{
    public const ushort FormatVersion = 2;

    private const uint Magic = 0x43534345; // "ECSC"

    public static byte[] Write(GameWorld world)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        Write(world, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Appends the checkpoint; allocates only while the buffer or the world's list of entities grows.</summary>
    public static void Write(GameWorld world, ArrayBufferWriter<byte> buffer)
    {
        var writer = new FieldWriter(buffer);
        var magic = Magic;
        var version = FormatVersion;
        writer.Field("magic", ref magic);
        var maskBytes = (ushort)((world.Components.All.Length + 7) / 8);
        writer.Field("version", ref version);
        writer.Field("mask bytes", ref maskBytes);
        WorldRecord.Visit(ref world.Record, ref writer);
        world.Mode.VisitState(ref writer);

        var entities = world.SortedEntities();
        var total = (uint)entities.Length;
        writer.Field("entities", ref total);
        foreach (var (_, entity) in entities)
        {
            var mask = world.Components.MaskOf(world.Store, entity);
            for (var i = 0; i < maskBytes; i++)
            {
                var bits = mask.ByteAt(i);
                writer.Field("mask", ref bits);
            }

            for (var i = 0; i < world.Components.All.Length; i++)
            {
                if (mask.Has(i))
                    world.Components.All[i].Visit(world.Store, entity, ref writer);
            }
        }
    }

    /// <summary>Makes a world from a checkpoint of one with the same options and map.</summary>
    /// <param name="game">Of the world that was saved.</param>
    /// <param name="options">As of the world that was saved.</param>
    /// <param name="map">As of the world that was saved; compared by its hash.</param>
    /// <param name="bytes">What <see cref="Write(GameWorld)"/> gave; anything else is refused with a reason.</param>
    /// <param name="tick">The restored world, when the result is true.</param>
    /// <param name="fault">Otherwise what is wrong.</param>
    /// <param name="shuffle">Not 0: entities are created in an order drawn from it, to show that results do not depend on the storage.</param>
    public static bool TryRestore(
        GameEntry game,
        WorldOptions options,
        Map map,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out WorldTick? tick,
        out string fault,
        ulong shuffle = 0)
    {
        tick = game.CreateWorld(options, map);
        return TryFill(ref tick, bytes, out fault, shuffle);
    }

    /// <summary>A new world is filled, or disposed and null when the bytes are refused.</summary>
    private static bool TryFill([NotNullWhen(true)] ref WorldTick? fresh, ReadOnlySpan<byte> bytes, out string fault, ulong shuffle)
    {
        fault = Read(fresh!.World, bytes, shuffle);
        if (fault.Length == 0)
            return true;

        fresh.Dispose();
        fresh = null;
        return false;
    }

    private static string Read(GameWorld world, ReadOnlySpan<byte> bytes, ulong shuffle)
    {
        if (!Preamble.TryRead(bytes, out var preamble))
            return "not a checkpoint of this format version";

        var reader = new FieldReader(bytes) { Position = preamble.Size, MaskBytes = preamble.MaskBytes };
        var expected = world.Record;
        WorldRecord.Visit(ref world.Record, ref reader);
        if (world.Record.MapHash != expected.MapHash || world.Record.TickRate != expected.TickRate || world.Record.Seed != expected.Seed)
            return "the checkpoint is of another map, tick rate or seed";

        world.Mode.VisitState(ref reader);
        var count = 0U;
        reader.Field("entities", ref count);
        if (reader.Failed || count > (uint)(reader.Remaining / preamble.MaskBytes))
            return "the checkpoint ends early";

        var offsets = new int[count];
        var last = EntityId.None;
        for (var i = 0; i < count; i++)
        {
            offsets[i] = reader.Position;
            if (!CheckEntity(world, ref reader, ref last))
                return $"entity {i} of the checkpoint cannot be";
        }

        if (reader.Remaining != 0)
            return "bytes follow the checkpoint";

        Shuffle(offsets, shuffle);
        foreach (var offset in offsets)
        {
            var at = new FieldReader(bytes) { Position = offset, MaskBytes = preamble.MaskBytes };
            var entity = ReadEntity(world, ref at);
            if (world.Store.Has<Player>(entity) && world.TryFind(world.Store.Get<Player>(entity).Slot, out _))
                return "two avatars of the checkpoint have one seat";

            world.Enlist(world.Store.Get<Identity>(entity).Id, entity);
        }

        return "";
    }

    /// <summary>Reads an entity only to see whether it may exist: ids rise, and values are such as a world can reach.</summary>
    private static bool CheckEntity(GameWorld world, ref FieldReader reader, ref EntityId last)
    {
        var at = reader;
        var mask = at.ReadMask();
        if (!world.Archetypes.IsAnyMask(mask))
            return false;

        var entity = ReadEntity(world, ref reader);
        var identity = world.Store.Get<Identity>(entity);
        var fits = !reader.Failed
            && mask == world.Archetypes.MaskOf(identity.Kind)
            && identity.Id.CompareTo(last) > 0
            && identity.Id.Value < world.Record.NextEntityId
            && StateRanges.Hold(world, entity);
        last = identity.Id;
        world.Store.Destroy(entity);
        return fits;
    }

    private static Entity ReadEntity(GameWorld world, ref FieldReader reader)
    {
        var mask = reader.ReadMask();
        var entity = world.Archetypes.Create(world.Store, mask);
        for (var i = 0; i < world.Components.All.Length; i++)
        {
            if (mask.Has(i))
                world.Components.All[i].Visit(world.Store, entity, ref reader);
        }

        return entity;
    }

    private static void Shuffle(int[] offsets, ulong seed)
    {
        if (seed == 0)
            return;

        var random = new TickRandom(seed, default, EntityId.None);
        for (var i = offsets.Length - 1; i > 0; i--)
        {
            var other = random.NextBelow(i + 1);
            (offsets[i], offsets[other]) = (offsets[other], offsets[i]);
        }
    }

    /// <summary>What a checkpoint says of itself before the world's record.</summary>
    /// <param name="Size">Its bytes.</param>
    /// <param name="MaskBytes">Bytes of each entity's mask.</param>
    internal readonly record struct Preamble(int Size, int MaskBytes)
    {
        private const int FirstVersion = 1; // with a mask of 32 bits
        private const int VersionOffset = sizeof(uint);
        private const int MaskOffset = VersionOffset + sizeof(ushort);

        /// <summary>False when these are not the first bytes of a checkpoint that can be read.</summary>
        public static bool TryRead(ReadOnlySpan<byte> bytes, out Preamble preamble)
        {
            preamble = default;
            if (bytes.Length < MaskOffset + sizeof(ushort) || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
                return false;

            preamble = BinaryPrimitives.ReadUInt16LittleEndian(bytes[VersionOffset..]) switch
            {
                FirstVersion => new(MaskOffset, sizeof(uint)),
                FormatVersion => new(MaskOffset + sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(bytes[MaskOffset..])),
                _ => default,
            };
            return preamble.MaskBytes is > 0 and <= ComponentMask.ByteCount;
        }
    }

    internal readonly struct FieldWriter(ArrayBufferWriter<byte> buffer) : IFieldVisitor
    {
        public void Field<T>(string name, ref T value)
            where T : unmanaged
        {
            var size = Unsafe.SizeOf<T>();
            MemoryMarshal.Write(buffer.GetSpan(size), in value);
            buffer.Advance(size);
        }
    }

    private ref struct FieldReader(ReadOnlySpan<byte> bytes) : IFieldVisitor
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; set; }

        public required int MaskBytes { get; init; }

        public bool Failed { get; private set; }

        public readonly int Remaining => _bytes.Length - Position;

        /// <summary>Empty at the end of the bytes.</summary>
        public ComponentMask ReadMask()
        {
            if (Failed || MaskBytes > Remaining)
            {
                Failed = true;
                return default;
            }

            Position += MaskBytes;
            return ComponentMask.Read(_bytes.Slice(Position - MaskBytes, MaskBytes));
        }

        public void Field<T>(string name, ref T value)
            where T : unmanaged
        {
            var size = Unsafe.SizeOf<T>();
            if (Failed || size > Remaining)
            {
                Failed = true;
                return;
            }

            if (typeof(T) == typeof(bool) && _bytes[Position] > 1)
            {
                Failed = true; // A third truth value would be neither equal to true nor to false.
                return;
            }

            value = MemoryMarshal.Read<T>(_bytes[Position..]);
            Position += size;
        }
    }
}
