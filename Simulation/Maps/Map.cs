using System.Diagnostics.CodeAnalysis;
using System.Text;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Maps;

/// <summary>The unchanging part of a world, from a map of an editor: bounds, walls, spawn points. Read once, never written.</summary>
public sealed class Map
{
    private readonly FixedRectangle[] _solids;
    private readonly SpawnPoint[] _spawns;
    private readonly MapThing[] _things;
    private readonly Lazy<byte[]> _packed;

    internal Map(string name, FixedRectangle bounds, FixedRectangle moveLimits, FixedRectangle[] solids, SpawnPoint[] spawns, MapThing[] things, byte[] source, string[]? remarks = null)
    {
        Name = name;
        Bounds = bounds;
        MoveLimits = moveLimits;
        _solids = solids;
        _spawns = spawns;
        _things = things;
        Remarks = remarks ?? [];
        Source = source;
        Walls = new WallGrid(bounds, solids);
        Hash = ComputeHash();
        _packed = new Lazy<byte[]>(() => PackedMap.Write(this));
    }

    public string Name { get; }

    /// <summary>A hash of everything but the name: two maps with one hash play alike.</summary>
    public ulong Hash { get; }

    /// <summary>Bullets end where their centre leaves it.</summary>
    public FixedRectangle Bounds { get; }

    /// <summary>Where an avatar's centre may stand, edges included.</summary>
    public FixedRectangle MoveLimits { get; }

    /// <summary>Walls: they stop avatars and bullets.</summary>
    public ReadOnlySpan<FixedRectangle> Solids => _solids;

    public ReadOnlySpan<SpawnPoint> Spawns => _spawns;

    /// <summary>What the map places for its mode, in the order of the file.</summary>
    public ReadOnlySpan<MapThing> Things => _things;

    /// <summary>The same walls, to be asked by place.</summary>
    internal WallGrid Walls { get; }

    /// <summary>
    /// What whoever made the map should hear: layers and objects that were passed over and may have been meant. Single lines, not
    /// cleaned of what the file says; the map's name is not in them. Hash and play do not depend on them.
    /// </summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The bytes as they were read, so that a recording can carry its map.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>
    /// As much of the map as <see cref="Hash"/> covers, in the form in which it travels: reading it gives a map of the same hash, and what
    /// else stood in the file is not in it. docs/maps.md has it byte by byte.
    /// </summary>
    public ReadOnlyMemory<byte> Packed => _packed.Value;

    /// <summary>
    /// Reads a map: <see cref="Packed"/> bytes, or a Tiled JSON map (.tmj). Object layers count, by name: "areas" with rectangles "bounds" (needed) and "limits",
    /// "solids" with rectangles, "spawns" with points that have an integer property "team", "things" with points, rectangles and
    /// ellipses that have a class and may have the integer properties "variant" and "amount". They may lie in groups, and are moved
    /// by their offset and that of the groups. Limits lie inside the bounds, spawn points inside the limits, the centres of things
    /// inside the bounds. Numbers are taken exactly: one that is no multiple of 1/4096, or lies beyond +-131,072, is a fault; so is
    /// whatever would shape an object in a way that the world does not know. What is passed over and may have been meant is in
    /// <see cref="Remarks"/>; docs/maps.md has all of it.
    /// </summary>
    /// <param name="name">How the map is called in answers and reports.</param>
    /// <param name="bytes">Of the file, at most <see cref="MapReader.ByteLimit"/>.</param>
    /// <param name="map">The map, when the result is true.</param>
    /// <param name="fault">Otherwise what is wrong, naming object and key.</param>
    public static bool TryParse(string name, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Map? map, out string fault) =>
        PackedMap.IsOne(bytes) ? PackedMap.TryRead(name, bytes, out map, out fault) : MapReader.TryRead(name, bytes, out map, out fault);

    /// <summary>The first spawn point of a team; the first of all when the team has none.</summary>
    public SpawnPoint SpawnOf(byte team)
    {
        foreach (var spawn in _spawns)
        {
            if (spawn.Team == team)
                return spawn;
        }

        return _spawns[0];
    }

    private ulong ComputeHash()
    {
        var hash = new StateHash(0);
        Add(ref hash, Bounds);
        Add(ref hash, MoveLimits);
        Add(ref hash, _solids.Length);
        foreach (var solid in _solids)
            Add(ref hash, solid);

        foreach (var spawn in _spawns)
        {
            Add(ref hash, spawn.X.Raw);
            Add(ref hash, spawn.Y.Raw);
            Add(ref hash, spawn.Team);
        }

        foreach (ref readonly var thing in Things)
            Add(ref hash, thing);

        return hash.Value;
    }

    private static void Add(ref StateHash hash, in MapThing thing)
    {
        hash.AddBytes(Encoding.UTF8.GetBytes(thing.Kind));
        Add(ref hash, thing.X.Raw);
        Add(ref hash, thing.Y.Raw);
        Add(ref hash, thing.HalfWidth.Raw);
        Add(ref hash, thing.HalfHeight.Raw);
        Add(ref hash, thing.Variant);
        Add(ref hash, thing.Amount);
    }

    private static void Add(ref StateHash hash, in FixedRectangle area)
    {
        Add(ref hash, area.Left.Raw);
        Add(ref hash, area.Top.Raw);
        Add(ref hash, area.Right.Raw);
        Add(ref hash, area.Bottom.Raw);
    }

    private static void Add(ref StateHash hash, int value) => hash.Field("", ref value);
}
