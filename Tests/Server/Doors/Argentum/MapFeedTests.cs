using Ecs.Server.Doors.Argentum;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Simulation.Games.Argentum;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Where clients believe the others to be.</summary>
public sealed class MapFeedTests(ITestOutputHelper output)
{
    private const byte East = 2;
    private const int Sight = 4;

    [Fact]
    public void The_step_out_of_sight_is_still_seen_and_those_behind_it_are_not()
    {
        using var rig = Open();
        var (walker, watcher) = Two(rig);
        Walk(rig, walker, East, 8);

        Assert.Equal([51, 52, 53, 54], watcher.All(32).Select(packet => (int)packet.Fields[1]));
        Assert.Empty(watcher.All(29));
    }

    [Fact]
    public void Who_went_on_out_of_sight_is_not_left_standing_where_sight_ended()
    {
        using var rig = Open();
        var (walker, watcher) = Two(rig);
        Walk(rig, walker, East, 12);
        Walk(rig, watcher, East, 1);

        // The tile on which the watcher believed the walker has come into sight, and the walker is far behind it.
        Assert.Equal((62, 50), Assert.Single(PlacesTold(watcher)));
        Walk(rig, watcher, East, 6);
        Assert.Single(watcher.All(29));
    }

    [Fact]
    public void Who_is_set_down_elsewhere_is_told_anew_to_those_who_see_where_it_was_and_to_no_others()
    {
        using var rig = Open();
        var (walker, watcher) = Two(rig);
        rig.SetDown(0, 90, 90);
        rig.SetDown(0, 80, 90);

        Assert.Equal((90, 90), Assert.Single(PlacesTold(watcher)));
        Assert.Equal([80, 90], walker.All(22).Last().Fields);
    }

    [Fact]
    public void A_watcher_that_is_set_down_elsewhere_learns_who_is_there_and_who_is_not()
    {
        using var rig = Open();
        var (_, watcher) = Two(rig);
        rig.SetDown(1, 10, 10);
        rig.SetDown(0, 20, 20);
        Assert.Empty(PlacesTold(watcher));
        rig.SetDown(1, 50, 53);
        Assert.Equal((20, 20), Assert.Single(PlacesTold(watcher)));

        rig.SetDown(0, 20, 30);
        watcher.Forget();
        rig.SetDown(1, 22, 32);
        Assert.Equal((20, 30), Assert.Single(PlacesTold(watcher)));
    }

    [Fact]
    public void A_creature_that_is_set_down_elsewhere_is_told_anew_to_those_who_saw_it()
    {
        using var rig = Open(new MapThing("nest", Fixed.FromInt(50), Fixed.FromInt(52), default, default, 1, 1));
        rig.Run(3);
        var (_, watcher) = Two(rig);
        var goblin = rig.Room.View.Entities.ToArray().Single(entity => entity.Kind == EntityKind.Creature);
        rig.SetDown(goblin.Id, 90, 20);

        var (x, y) = Assert.Single(PlacesTold(watcher, 10_001));
        Assert.InRange(x, 89, 91); // It may have taken a step in the same tick.
        Assert.InRange(y, 19, 21);
    }

    /// <summary>People walk, turn, run, fight, die, leave and come, goblins prowl: no client ever sees anybody where nobody is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_clients_believe_within_sight_is_what_is_there_in_every_tick(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        MapThing[] nests = [.. new[] { 44, 50, 56 }.Select(x => new MapThing("nest", Fixed.FromInt(x), Fixed.FromInt(58), default, default, 1, 1))];
        using var rig = new ArgentumRig(ArgentumScene.Field(nests), options: new ArgentumOptions { Sight = Sight });
        var maps = new List<BelievedMap>();
        var (entered, compared) = (0, 0L);
        rig.Room.SetBots(6);
        for (var tick = 0; tick < 4_000; tick++)
        {
            if (maps.Count < 6)
            {
                var name = $"Gente{entered++}";
                maps.Add(new BelievedMap(rig.Enter(name), name));
                rig.Run(10); // Until the whole welcome is out.
            }

            foreach (var map in maps)
                map.Client.Say(Whim(random));

            rig.Run();
            foreach (var map in maps)
                compared += Compare(rig, map, $"seed {seed}, tick {tick}");

            if (random.Next(400) == 0)
            {
                var leaver = random.Next(maps.Count);
                maps[leaver].Client.Say(71);
                maps.RemoveAt(leaver);
            }
        }

        output.WriteLine($"{compared} characters in sight, {entered} people");
        Assert.InRange(compared, 10_000, long.MaxValue);
    }

    /// <summary>What one client does in one tick; often nothing, and seldom so many steps that they are one tick's.</summary>
    private static byte[] Whim(Random random) => random.Next(40) switch
    {
        < 6 => [6, (byte)random.Next(1, 5)],
        6 => [6, (byte)random.Next(1, 5), 6, (byte)random.Next(1, 5), 6, (byte)random.Next(1, 5)],
        7 => [37, (byte)random.Next(1, 5)],
        8 => [8],
        _ => [],
    };

    /// <summary>How many are in sight, as the client has it and as it is.</summary>
    private static int Compare(ArgentumRig rig, BelievedMap map, string when)
    {
        var entities = rig.Room.View.Entities.ToArray().Where(entity => entity.Kind is EntityKind.Avatar or EntityKind.Creature).ToArray();
        var own = entities.Single(entity => entity.Kind == EntityKind.Avatar && rig.Room.NameOf(entity.Slot) == map.Name);
        var others = entities.Where(entity => entity.Id != own.Id && (entity.Flags & EntityFlags.Alive) != 0).Select(entity => TrueOf(rig, entity)).ToArray();
        var (x, y) = (own.X.Round(), own.Y.Round());
        var there = others.Where(other => other.IsWithin(Sight, x, y)).Select(other => other.ToString()).Order(StringComparer.Ordinal).ToArray();
        var seen = map.Others.Where(other => other.IsWithin(Sight, x, y)).Select(other => other.ToString()).Order(StringComparer.Ordinal);
        Assert.True(there.SequenceEqual(seen), $"{when}: {map.Name} at ({x}, {y}) sees {string.Join("; ", seen)}, there are {string.Join("; ", there)}");
        Assert.True(others.Length == map.Others.Count(), $"{when}: {map.Name} knows {map.Others.Count()} of {others.Length}");
        return there.Length;
    }

    private static BelievedMap.Believed TrueOf(ArgentumRig rig, in EntityState entity)
    {
        Assert.True(rig.Room.World.TryRead(entity.Id, out TilePace pace));
        var name = entity.Kind == EntityKind.Avatar ? rig.Room.NameOf(entity.Slot) : "Goblin";
        return new(name, entity.X.Round(), entity.Y.Round(), pace.Heading);
    }

    private static ArgentumRig Open(params MapThing[] things) =>
        new(ArgentumScene.Field(things), options: new ArgentumOptions { Sight = Sight });

    /// <summary>At (50, 50) and (49, 49).</summary>
    private static (ScriptedClient Walker, ScriptedClient Watcher) Two(ArgentumRig rig)
    {
        var pair = (rig.Enter("Pepe1"), rig.Enter("Ana22"));
        rig.Forget();
        return pair;
    }

    private static void Walk(ArgentumRig rig, ScriptedClient walker, byte heading, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            walker.Say(6, heading);
            rig.Run(16);
        }
    }

    /// <summary>Where a character was said to be, apart from its steps.</summary>
    private static IEnumerable<(int X, int Y)> PlacesTold(ScriptedClient watcher, int index = 1) =>
        watcher.All(29).Where(packet => (int)packet.Fields[0] == index).Select(packet => ((int)packet.Fields[4], (int)packet.Fields[5]));
}
