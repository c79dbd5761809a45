using Arch.Core;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Worlds;

[Collection(AloneLane.Name)]
public sealed class EntityDirectoryTests
{
    private const int Page = 256;

    [Fact]
    public void It_answers_as_a_dictionary_does_wherever_the_counter_is_put() => Seeded.Run(40, random =>
    {
        using var store = World.Create();
        var entities = Entities(store, 64);
        var directory = new EntityDirectory();
        var oracle = new Dictionary<ulong, Entity>();
        var alive = new List<ulong>();
        var counter = 1UL;
        for (var step = 0; step < 20_000; step++)
        {
            // Counters that a fault has moved: near, by whole tables of pages (which meet in one place), and anywhere.
            if (random.Next(500) == 0)
            {
                counter = random.Next(4) switch
                {
                    0 => random.AnyBits(),
                    1 => ulong.MaxValue - (ulong)random.Next(300),
                    2 => unchecked(counter + ((ulong)Page << random.Next(20))),
                    _ => (ulong)random.Next(3 * Page),
                };
            }

            var grows = alive.Count < 50 || random.Next(100) < (step / 2_000 % 2 == 0 ? 60 : 40);
            if (grows)
            {
                while (oracle.ContainsKey(counter))
                {
                    Assert.True(directory.Contains(counter));
                    counter++;
                }

                var entity = entities[random.Next(entities.Length)];
                oracle.Add(counter, entity);
                directory.Add(counter, entity);
                alive.Add(counter++);
            }
            else
            {
                var chosen = random.Next(alive.Count);
                var id = alive[chosen];
                (alive[chosen], alive[^1]) = (alive[^1], id);
                alive.RemoveAt(alive.Count - 1);
                oracle.Remove(id, out var expected);
                Assert.True(directory.Remove(id, out var removed));
                Assert.Equal(expected, removed);
                Assert.False(directory.Remove(id, out _));
            }

            var asked = random.Next(2) == 0 ? random.AnyBits() : alive[random.Next(alive.Count)] ^ (ulong)random.Next(2);
            Assert.Equal(oracle.TryGetValue(asked, out var kept), directory.TryGet(asked, out var found));
            Assert.Equal(kept, found);
            Assert.Equal(oracle.Count, directory.Count);
        }

        foreach (var id in alive)
            Assert.True(directory.TryGet(id, out var entity) && entity == oracle[id]);
    });

    [Fact]
    public void Pages_that_meet_in_one_place_are_told_apart_and_close_ranks()
    {
        using var store = World.Create();
        var entities = Entities(store, 6);
        var directory = new EntityDirectory();
        const ulong Far = 1UL << 40; // pages of the same low bits
        for (var i = 0; i < entities.Length; i++)
            directory.Add((ulong)i * Far, entities[i]);

        Assert.True(directory.Remove(0, out _));
        Assert.True(directory.Remove(2 * Far, out _));
        foreach (var left in (int[])[1, 3, 4, 5])
            Assert.True(directory.TryGet((ulong)left * Far, out var entity) && entity == entities[left]);

        Assert.False(directory.Contains(0));
        Assert.False(directory.Contains(2 * Far));
        Assert.False(directory.Contains(Far + 1));
    }

    [Fact]
    public void A_warm_directory_allocates_nothing()
    {
        using var store = World.Create();
        var entity = Entities(store, 1)[0];
        var directory = new EntityDirectory();
        var (first, next) = (1UL, 1UL);
        void Turn(int ids)
        {
            for (var i = 0; i < ids; i++)
                directory.Add(next++, entity);

            for (var i = 0; i < ids; i++)
                directory.Remove(first++, out _);
        }

        Turn(20_000);
        Turn(20_000);
        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var i = 0; i < 50; i++)
                Turn(20_000);
        });
        Assert.Equal(0, directory.Count);
    }

    private static Entity[] Entities(World store, int count)
    {
        var entities = new Entity[count];
        for (var i = 0; i < count; i++)
            entities[i] = store.Create();

        return entities;
    }
}
