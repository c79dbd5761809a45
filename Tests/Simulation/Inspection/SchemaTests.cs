using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Inspection;

/// <summary>What the hash of a schema knows: names, types and order, and nothing of namespaces.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void Each_game_has_a_schema_of_its_own_that_is_the_same_every_time(string game)
    {
        var hash = HashOf(game);

        Assert.Equal(hash, HashOf(game));
        Assert.All(TestGames.Shipped.Names.Where(other => other != game), other => Assert.NotEqual(hash, HashOf(other)));
    }

    [Fact]
    public void A_name_a_type_or_the_order_of_fields_makes_another_schema()
    {
        var hash = HashOf(new ComponentEntry<Here.Pair>());

        Assert.NotEqual(hash, HashOf(new ComponentEntry<Here.Pair>("Couple")));
        Assert.NotEqual(hash, HashOf(new ComponentEntry<Renamed>("Pair")));
        Assert.NotEqual(hash, HashOf(new ComponentEntry<Retyped>("Pair")));
        Assert.NotEqual(hash, HashOf(new ComponentEntry<Reordered>("Pair")));
        Assert.NotEqual(hash, HashOf(new ComponentEntry<Longer>("Pair")));
    }

    [Fact]
    public void A_file_that_moves_to_another_namespace_keeps_the_schema() =>
        Assert.Equal(HashOf(new ComponentEntry<Here.Pair>()), HashOf(new ComponentEntry<There.Pair>()));

    [Fact]
    public void The_place_in_the_table_counts_and_what_no_entity_has_does_not()
    {
        var first = new ComponentEntry<Here.Pair>();
        var second = new ComponentEntry<Renamed>();

        Assert.NotEqual(HashOf(first, second), HashOf(second, first));
        Assert.Equal(HashOf([first], [first]), HashOf([first], [first, second]));
    }

    private static ulong HashOf(string game) => AnyGame.Entry(game).SchemaOf(new WorldOptions { Mode = game }, AnyGame.LoadMap(game)).Hash;

    private static ulong HashOf(params ComponentEntry[] entries) => HashOf(entries, entries);

    private static ulong HashOf(ComponentEntry[] worn, ComponentEntry[] known)
    {
        var mode = new WideMode(worn);
        var table = ComponentTable.Of(new GameRules { AvatarComponents = known });
        return new WorldSchema(table, new Archetypes(table, mode.Rules), mode).Hash;
    }

    private struct Renamed : IComponent<Renamed>
    {
        public int X;
        public int Z;

        public static void Visit<TVisitor>(ref Renamed component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct
        {
            visitor.Field(nameof(X), ref component.X);
            visitor.Field(nameof(Z), ref component.Z);
        }
    }

    private struct Retyped : IComponent<Retyped>
    {
        public int X;
        public Fixed Y;

        public static void Visit<TVisitor>(ref Retyped component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct
        {
            visitor.Field(nameof(X), ref component.X);
            visitor.Field(nameof(Y), ref component.Y);
        }
    }

    private struct Reordered : IComponent<Reordered>
    {
        public int Y;
        public int X;

        public static void Visit<TVisitor>(ref Reordered component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct
        {
            visitor.Field(nameof(Y), ref component.Y);
            visitor.Field(nameof(X), ref component.X);
        }
    }

    private struct Longer : IComponent<Longer>
    {
        public int X;
        public int Y;
        public int Z;

        public static void Visit<TVisitor>(ref Longer component, ref TVisitor visitor)
            where TVisitor : struct, IFieldVisitor, allows ref struct
        {
            visitor.Field(nameof(X), ref component.X);
            visitor.Field(nameof(Y), ref component.Y);
            visitor.Field(nameof(Z), ref component.Z);
        }
    }
}
