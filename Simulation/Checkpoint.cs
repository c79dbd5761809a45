using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Modes;

namespace Ecs.Simulation;

/// <summary>
/// A whole world as bytes: exactly what its hash covers, entities in the order of their ids, so that equal states give
/// equal bytes. Written between ticks; a world restored from it goes on as the original does.
/// </summary>
/// <remarks>
/// Layout, little-endian: "ECSC", u16 format version, the world's record, the mode's state, u32 number of entities, then per
/// entity a u32 mask of components (bits as in the component table) and the fields of each. Framing and checksums are
/// the recording's matter.
/// </remarks>
public static class Checkpoint
{
    public const ushort FormatVersion = 1;

    private const uint Magic = 0x43534345; // "ECSC"

    /// <summary>Bytes before the world's record.</summary>
    internal const int PreambleBytes = sizeof(uint) + sizeof(ushort);

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
        writer.Field("version", ref version);
        WorldRecord.Visit(ref world.Record, ref writer);
        world.Mode.VisitState(ref writer);

        var entities = world.SortedEntities();
        var total = (uint)entities.Length;
        writer.Field("entities", ref total);
        foreach (var (_, entity) in entities)
        {
            var mask = ComponentTable.MaskOf(world.Store, entity);
            writer.Field("mask", ref mask);
            for (var i = 0; i < ComponentTable.All.Length; i++)
            {
                if ((mask & (1U << i)) != 0)
                {
                    ComponentTable.All[i].Visit(world.Store, entity, ref writer);
                }
            }
        }
    }

    /// <summary>Makes a world from a checkpoint of one with the same options and map.</summary>
    /// <param name="options">As of the world that was saved.</param>
    /// <param name="map">As of the world that was saved; compared by its hash.</param>
    /// <param name="bytes">What <see cref="Write(GameWorld)"/> gave; anything else is refused with a reason.</param>
    /// <param name="tick">The restored world, when the result is true.</param>
    /// <param name="fault">Otherwise what is wrong.</param>
    /// <param name="shuffle">Not 0: entities are created in an order drawn from it, to show that results do not depend on the storage.</param>
    public static bool TryRestore(
        WorldOptions options, Map map, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out WorldTick? tick, out string fault, ulong shuffle = 0)
    {
        tick = new WorldTick(options, map);
        return TryFill(ref tick, bytes, out fault, shuffle);
    }

    /// <summary>The same for a game that may be in no table.</summary>
    public static bool TryRestore(
        ModeEntry game,
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
        {
            return true;
        }

        fresh.Dispose();
        fresh = null;
        return false;
    }

    private static string Read(GameWorld world, ReadOnlySpan<byte> bytes, ulong shuffle)
    {
        var reader = new FieldReader(bytes);
        var magic = 0U;
        ushort version = 0;
        reader.Field("magic", ref magic);
        reader.Field("version", ref version);
        if (magic != Magic || version != FormatVersion)
        {
            return "not a checkpoint of this format version";
        }

        var expected = world.Record;
        WorldRecord.Visit(ref world.Record, ref reader);
        if (world.Record.MapHash != expected.MapHash || world.Record.TickRate != expected.TickRate || world.Record.Seed != expected.Seed)
        {
            return "the checkpoint is of another map, tick rate or seed";
        }

        world.Mode.VisitState(ref reader);
        var count = 0U;
        reader.Field("entities", ref count);
        if (reader.Failed || count > (uint)reader.Remaining / sizeof(uint))
        {
            return "the checkpoint ends early";
        }

        var offsets = new int[count];
        var last = EntityId.None;
        for (var i = 0; i < count; i++)
        {
            offsets[i] = reader.Position;
            if (!CheckEntity(world, ref reader, ref last))
            {
                return $"entity {i} of the checkpoint cannot be";
            }
        }

        if (reader.Remaining != 0)
        {
            return "bytes follow the checkpoint";
        }

        Shuffle(offsets, shuffle);
        foreach (var offset in offsets)
        {
            var at = new FieldReader(bytes) { Position = offset };
            var entity = ReadEntity(world, ref at);
            if (world.Store.Has<Player>(entity) && world.TryFind(world.Store.Get<Player>(entity).Slot, out _))
            {
                return "two avatars of the checkpoint have one seat";
            }

            world.Enlist(world.Store.Get<Identity>(entity).Id, entity);
        }

        return "";
    }

    /// <summary>Reads an entity only to see whether it may exist: ids rise, and values are such as a world can reach.</summary>
    private static bool CheckEntity(GameWorld world, ref FieldReader reader, ref EntityId last)
    {
        var at = reader;
        var mask = 0U;
        at.Field("mask", ref mask);
        if (!world.Archetypes.IsAnyMask(mask))
        {
            return false;
        }

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
        var mask = 0U;
        reader.Field("mask", ref mask);
        var entity = world.Archetypes.Create(world.Store, mask);
        for (var i = 0; i < ComponentTable.All.Length; i++)
        {
            if ((mask & (1U << i)) != 0)
            {
                ComponentTable.All[i].Visit(world.Store, entity, ref reader);
            }
        }

        return entity;
    }

    private static void Shuffle(int[] offsets, ulong seed)
    {
        if (seed == 0)
        {
            return;
        }

        var random = new TickRandom(seed, default, EntityId.None);
        for (var i = offsets.Length - 1; i > 0; i--)
        {
            var other = random.NextBelow(i + 1);
            (offsets[i], offsets[other]) = (offsets[other], offsets[i]);
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

        public bool Failed { get; private set; }

        public readonly int Remaining => _bytes.Length - Position;

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
