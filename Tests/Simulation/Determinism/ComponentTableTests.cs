using System.Reflection;
using System.Runtime.CompilerServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Nothing of the state is forgotten by the hash and the checkpoint: both walk the lists that are compared here with the types.</summary>
public sealed class ComponentTableTests
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<Type> VisitedTypes => [.. ComponentTypes(), typeof(WorldRecord)];

    [Fact]
    public void Every_component_stands_in_the_table_once() => Assert.Equal(
        ComponentTypes().Select(type => type.Name).Order(StringComparer.Ordinal),
        ComponentTable.Of(new GameRules { LagCompensation = true }).All.Select(entry => entry.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Without_lag_compensation_its_components_are_not_there() => Assert.Equal(
        [nameof(Trail), nameof(Lookback), nameof(Hindsight)],
        ComponentTable.Of(new GameRules { LagCompensation = true }).All.Skip(ComponentTable.Standard.All.Length).Select(entry => entry.Name));

    [Fact]
    public void Every_struct_among_the_components_is_a_component() => Assert.Equal(
        ComponentTypes().Where(type => type.Namespace == typeof(Position).Namespace).Select(type => type.Name),
        typeof(Position).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Position).Namespace && type.IsValueType && !type.IsEnum && !type.IsNested)
            .Select(type => type.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Identity_comes_first_so_an_entity_without_it_cannot_be() => Assert.Equal(nameof(Identity), ComponentTable.Standard.All[0].Name);

    [Theory]
    [MemberData(nameof(VisitedTypes))]
    public void Every_field_is_visited_once_under_its_name_in_declared_order(Type type)
    {
        var shapes = ShapesOf(type);

        Assert.Equal(type.GetFields(AnyInstance).OrderBy(field => field.MetadataToken).Select(field => field.Name), shapes.Select(shape => shape.Name));
    }

    [Theory]
    [MemberData(nameof(VisitedTypes))]
    public void Every_visited_field_is_a_plain_value_without_padding(Type type)
    {
        var fields = type.GetFields(AnyInstance).OrderBy(field => field.MetadataToken).ToArray();
        var shapes = ShapesOf(type);
        for (var i = 0; i < fields.Length; i++)
            Assert.Equal(BytesWithoutPadding(fields[i].FieldType), shapes[i].Size);
    }

    [Fact]
    public void Kinds_have_the_components_that_the_table_says()
    {
        using var scene = new Scene();
        scene.Join(0).Shoot(0);
        foreach (var (_, entity) in scene.World.SortedEntities())
            Assert.Equal(scene.World.Archetypes.MaskOf(scene.World.Store.Get<Identity>(entity).Kind), scene.World.Components.MaskOf(scene.World.Store, entity));

        Assert.True(scene.World.Archetypes.MaskOf(Ecs.Simulation.Values.EntityKind.None).IsEmpty);
    }

    /// <summary>Those that games share and those of single games.</summary>
    private static IEnumerable<Type> ComponentTypes() => typeof(Position).Assembly.GetTypes()
        .Where(type => type != typeof(WorldRecord)
            && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IComponent<>)))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static List<FieldShape> ShapesOf(Type type) => (List<FieldShape>)typeof(ComponentTableTests)
        .GetMethod(nameof(Collect), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(type)
        .Invoke(null, null)!;

    private static List<FieldShape> Collect<T>()
        where T : struct, IComponent<T>
    {
        var fields = new List<FieldShape>();
        var collector = new ShapeCollector(fields);
        var blank = default(T);
        T.Visit(ref blank, ref collector);
        return fields;
    }

    private static int BytesWithoutPadding(Type type)
    {
        if (type.IsEnum)
            return BytesWithoutPadding(type.GetEnumUnderlyingType());

        if (type.IsPrimitive)
            return type == typeof(bool) ? 1 : System.Runtime.InteropServices.Marshal.SizeOf(type);

        Assert.True(type.IsValueType, $"{type} is no plain value");
        var times = type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1;
        return times * type.GetFields(AnyInstance).Sum(field => BytesWithoutPadding(field.FieldType));
    }
}
