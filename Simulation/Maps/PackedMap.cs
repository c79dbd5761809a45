using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>
/// A map in few bytes: exactly what its hash covers, so that reading them gives the same hash, and nothing of what else stood in the
/// file. One map has one such form. Reading is total: bytes that are no map are a fault.
/// </summary>
/// <remarks><code>
/// 4 "map1" | 16 bounds | 16 limits | 2 walls, 16 each | 2 spawn points, ( 4 x | 4 y | 1 team ) each
/// | 2 kinds, ( 1 bytes | UTF-8 ) each | 2 things, ( 2 kind | 4 x | 4 y | 4 half width | 4 half height | 2 variant | 2 amount ) each
/// </code>Little-endian; rectangles are left, top, right, bottom; lengths are raw. docs/maps.md has it in words.</remarks>
internal static class PackedMap
{
    private const int Word = 4;

    /// <summary>As long as the longest piece that is read at once.</summary>
    private static readonly byte[] Zeros = new byte[byte.MaxValue];

    /// <summary>What no map of an editor begins with.</summary>
    private static ReadOnlySpan<byte> Mark => "map1"u8;

    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Mark);

    public static byte[] Write(Map map)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(Mark);
        Write(output, map.Bounds);
        Write(output, map.MoveLimits);
        WriteShort(output, map.Solids.Length);
        foreach (ref readonly var solid in map.Solids)
            Write(output, solid);

        WriteShort(output, map.Spawns.Length);
        foreach (ref readonly var spawn in map.Spawns)
        {
            Write(output, spawn.X);
            Write(output, spawn.Y);
            output.Write([spawn.Team]);
        }

        WriteThings(output, map.Things);
        return output.WrittenSpan.ToArray();
    }

    public static bool TryRead(string name, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Map? map, out string fault)
    {
        var reader = new Reader(bytes[Mark.Length..]);
        var bounds = reader.Rectangle();
        var limits = reader.Rectangle();
        var solids = new FixedRectangle[reader.Count(4 * Word)];
        for (var index = 0; index < solids.Length; index++)
            solids[index] = reader.Rectangle();

        var spawns = new SpawnPoint[reader.Count((2 * Word) + 1)];
        for (var index = 0; index < spawns.Length; index++)
            spawns[index] = new SpawnPoint(reader.Length(), reader.Length(), reader.Team());

        var things = ReadThings(ref reader);
        map = null;
        fault = !reader.IsOver ? "it is cut short, or has what no packed map has"
            : solids.Length + spawns.Length + things.Length > MapReader.ObjectLimit ? $"it has more than {MapReader.ObjectLimit} objects"
            : spawns.Length == 0 ? MapReader.NoSpawns
            : MapReader.FindFault(bounds, limits, spawns, things);
        if (fault.Length != 0)
        {
            fault = $"map {name}: {fault}";
            return false;
        }

        map = new Map(name, bounds, limits, solids, spawns, things, bytes.ToArray());
        return true;
    }

    private static void WriteThings(ArrayBufferWriter<byte> output, ReadOnlySpan<MapThing> things)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var kinds = new List<string>();
        foreach (ref readonly var thing in things)
        {
            if (numbers.TryAdd(thing.Kind, kinds.Count))
                kinds.Add(thing.Kind);
        }

        WriteShort(output, kinds.Count);
        foreach (var kind in kinds)
        {
            var text = Encoding.UTF8.GetBytes(kind);
            output.Write([(byte)text.Length]);
            output.Write(text);
        }

        WriteShort(output, things.Length);
        foreach (ref readonly var thing in things)
        {
            WriteShort(output, numbers[thing.Kind]);
            Write(output, thing.X);
            Write(output, thing.Y);
            Write(output, thing.HalfWidth);
            Write(output, thing.HalfHeight);
            WriteShort(output, thing.Variant);
            WriteShort(output, thing.Amount);
        }
    }

    private static MapThing[] ReadThings(ref Reader reader)
    {
        var kinds = new string[reader.Count(2)];
        for (var index = 0; index < kinds.Length; index++)
            kinds[index] = reader.Kind();

        var things = new MapThing[reader.Count((4 * Word) + 6)];
        for (var index = 0; index < things.Length; index++)
        {
            var kind = reader.Short();
            if (kind >= kinds.Length)
                reader.Fail();

            var thing = new MapThing(
                kind < kinds.Length ? kinds[kind] : "", reader.Length(), reader.Length(), reader.Length(), reader.Length(), (ushort)reader.Short(), (ushort)reader.Short());
            if (!MayBe(thing))
                reader.Fail();

            things[index] = thing;
        }

        return things;
    }

    /// <summary>A point, or something of a size, inside the world: halves are rounded up.</summary>
    private static bool MayBe(in MapThing thing)
    {
        var isPoint = thing.HalfWidth == Fixed.Zero && thing.HalfHeight == Fixed.Zero;
        var reach = Fixed.WorldLimit + new Fixed(1);
        return isPoint
            || (thing.HalfWidth > Fixed.Zero && thing.HalfHeight > Fixed.Zero
                && thing.X - thing.HalfWidth >= -Fixed.WorldLimit && thing.X + thing.HalfWidth <= reach
                && thing.Y - thing.HalfHeight >= -Fixed.WorldLimit && thing.Y + thing.HalfHeight <= reach);
    }

    private static void Write(ArrayBufferWriter<byte> output, in FixedRectangle area)
    {
        Write(output, area.Left);
        Write(output, area.Top);
        Write(output, area.Right);
        Write(output, area.Bottom);
    }

    private static void Write(ArrayBufferWriter<byte> output, Fixed length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(Word), length.Raw);
        output.Advance(Word);
    }

    private static void WriteShort(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(2), (ushort)value);
        output.Advance(2);
    }

    /// <summary>Reads zeros from the first fault on.</summary>
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;
        private bool _failed;

        /// <summary>Whether everything was read and nothing was wrong.</summary>
        public readonly bool IsOver => !_failed && _rest.IsEmpty;

        public void Fail() => _failed = true;

        public int Short() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

        /// <summary>A place or a size in the world.</summary>
        public Fixed Length()
        {
            var value = new Fixed(BinaryPrimitives.ReadInt32LittleEndian(Take(Word)));
            if (value >= -Fixed.WorldLimit && value <= Fixed.WorldLimit)
                return value;

            _failed = true;
            return Fixed.Zero;
        }

        public FixedRectangle Rectangle()
        {
            var area = new FixedRectangle(Length(), Length(), Length(), Length());
            _failed |= area.Left >= area.Right || area.Top >= area.Bottom;
            return area;
        }

        public byte Team()
        {
            var team = Take(1)[0];
            _failed |= team == byte.MaxValue;
            return team;
        }

        public string Kind()
        {
            var text = Take(Take(1)[0]);
            var kind = Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : "";
            _failed |= kind.Length is 0 or > MapReader.KindLimit;
            return kind;
        }

        /// <summary>How many follow, none of them shorter than that; 0 when there are not so many bytes.</summary>
        public int Count(int shortest)
        {
            var count = Short();
            _failed |= count > MapReader.ObjectLimit || count * shortest > _rest.Length;
            return _failed ? 0 : count;
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            _failed |= count > _rest.Length;
            if (_failed)
                return Zeros.AsSpan(0, count);

            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
