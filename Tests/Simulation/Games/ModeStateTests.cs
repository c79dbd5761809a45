using System.Collections;
using System.Reflection;
using Arch.Core;
using Ecs.Simulation;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games.Sample;

namespace Ecs.Tests.Simulation.Games;

/// <summary>
/// What a mode keeps from tick to tick is shown by its VisitState, or it would be in no hash, checkpoint and recording. Looked for
/// twice: among the fields that can change, and in what a checkpoint did not bring back.
/// </summary>
public sealed class ModeStateTests
{
    /// <summary>Fields that are no state, each with the reason.</summary>
    private static readonly Dictionary<string, string> Scratch = new()
    {
        ["ArgentumMode._sorted"] = "filled and used within one call",
        ["ArgentumMode._drops"] = "0 between ticks",
        ["WavesMode._touched"] = "filled and used within one call",
    };

    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void Every_field_of_a_mode_that_can_change_is_visited(string game)
    {
        using var scene = AnyGame.Open(game, players: 1);

        Assert.Empty(NotVisited(scene.Tick.World));
    }

    [Theory]
    [MemberData(nameof(Games))]
    public void A_checkpoint_brings_back_all_that_a_mode_has_become(string game)
    {
        using var scene = AnyGame.Open(game, players: 6);
        for (var tick = 0; tick < 700; tick++)
            scene.Step();

        Assert.Empty(NotBroughtBack(AnyGame.Entry(game), scene.Tick.World));
    }

    [Fact]
    public void A_field_that_VisitState_leaves_out_is_found_both_ways()
    {
        var entry = new GameEntry("forgetful", static (_, _) => new ForgetfulMode(), TagGame.Entry.Bot);
        using var world = entry.CreateWorld(new WorldOptions(), TagGame.LoadMap());
        world.Step(new Ecs.Simulation.Inputs.TickInputBuffer().For(world.World.Tick.Next));

        Assert.Equal(["ForgetfulMode._forgotten"], NotVisited(world.World));
        Assert.Equal(
            ["ForgetfulMode._array[1]", "ForgetfulMode._deep._count", "ForgetfulMode._forgotten", "ForgetfulMode._list"],
            NotBroughtBack(entry, world.World).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_excused_is_there() => Assert.All(Scratch.Keys, static name =>
    {
        var (type, field) = (name.Split('.')[0], name.Split('.')[1]);
        Assert.NotNull(typeof(IGameMode).Assembly.GetTypes().Single(known => known.Name == type).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic));
    });

    private static List<string> NotVisited(GameWorld world)
    {
        var type = world.Mode.GetType();
        var visited = world.Schema.Components[world.Schema.ModePart].Fields
            .Select(static field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. FieldsOf(type)
            .Where(static field => !field.IsInitOnly && !IsGiven(field.FieldType))
            .Where(field => !visited.Contains(field.Name.TrimStart('_')))
            .Select(field => $"{type.Name}.{field.Name}")
            .Where(static name => !Scratch.ContainsKey(name))];
    }

    private static List<string> NotBroughtBack(GameEntry entry, GameWorld world)
    {
        var bytes = Checkpoint.Write(world);
        Assert.True(Checkpoint.TryRestore(entry, world.Options, world.Map, bytes, out var restored, out var fault), fault);
        using (restored)
        {
            var differences = new List<string>();
            Compare(world.Mode.GetType().Name, world.Mode, restored.World.Mode, [], differences);
            return differences;
        }
    }

    private static void Compare(string path, object? one, object? other, HashSet<object> seen, List<string> differences)
    {
        if (ReferenceEquals(one, other) || Scratch.ContainsKey(path) || (one is not null && IsGiven(one.GetType())))
            return;

        if (one is null || other is null || one.GetType() != other.GetType() || (one is ICollection many && many.Count != ((ICollection)other).Count))
        {
            differences.Add(path);
            return;
        }

        var type = one.GetType();
        if (type.IsPrimitive || type.IsEnum || one is string)
        {
            if (!one.Equals(other))
                differences.Add(path);

            return;
        }

        if (!type.IsValueType && !seen.Add(one))
            return;

        if (one is IList list)
        {
            for (var i = 0; i < list.Count; i++)
                Compare($"{path}[{i}]", list[i], ((IList)other)[i], seen, differences);

            return;
        }

        foreach (var field in FieldsOf(type))
            Compare($"{path}.{field.Name}", field.GetValue(one), field.GetValue(other), seen, differences);
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }

    /// <summary>What a world is made from, and never changes.</summary>
    private static bool IsGiven(Type type) => type == typeof(Map) || type == typeof(WorldOptions) || typeof(Delegate).IsAssignableFrom(type);

    private sealed class ForgetfulMode : IGameMode
    {
        private readonly List<int> _list = [];
        private readonly Counter _deep = new();
        private readonly int[] _array = [0, 0];
        private int _visited;
        private int _forgotten;

        public bool MayStandAt(Fixed x, Fixed y) => true;

        public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
        {
        }

        public void Direct(GameWorld world)
        {
            _visited++;
            _forgotten++;
            _list.Add(1);
            _deep.Up();
            _array[1]++;
        }

        public void Judge(GameWorld world)
        {
        }

        public void VisitState<TVisitor>(ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("Visited", ref _visited);

        private sealed class Counter
        {
            private int _count;

            public void Up() => _count++;
        }
    }
}
