using Ecs.Simulation.Bots;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Simulation.Bots;

namespace Ecs.Tests.Simulation.Views;

public sealed class WorldViewTests
{
    private static readonly EntityKind[] Kinds = [EntityKind.Avatar, EntityKind.Creature, EntityKind.Scenery, EntityKind.Item, EntityKind.Bullet];

    [Fact]
    public void A_seat_has_the_avatar_that_a_look_at_all_of_them_finds()
    {
        var view = new WorldView();
        Seeded.Run(300, random =>
        {
            view.FillFrom(random);
            if (random.Next(3) == 0 && view.Entities.Length != 0)
                view.Add(view.Entities[0] with { Id = new EntityId(1_000), Slot = PlayerSlot.None }); // an avatar behind things is none
            for (var slot = 0; slot <= ushort.MaxValue; slot += random.Next(1, 40))
                AssertFound(view, new PlayerSlot((ushort)slot));
            foreach (var entity in view.Entities)
                AssertFound(view, entity.Slot);
            AssertFound(view, PlayerSlot.None);
        });
    }

    [Fact]
    public void Whoever_is_in_an_area_is_among_those_about_it_once()
    {
        var view = new WorldView();
        Seeded.Run(300, random =>
        {
            view.FillFrom(random);
            for (var tries = 0; tries < 20; tries++)
            {
                var area = AnyArea(view, random);
                foreach (var kind in Kinds)
                {
                    var about = new List<EntityId>();
                    foreach (ref readonly var entity in view.Around(kind, area))
                    {
                        Assert.Equal(kind, entity.Kind);
                        about.Add(entity.Id);
                    }

                    Assert.Equal(about.Count, about.Distinct().Count());
                    foreach (var entity in view.Entities)
                    {
                        if (entity.Kind == kind && area.Contains(entity.X, entity.Y))
                            Assert.Contains(entity.Id, about);
                    }
                }
            }
        });
    }

    [Fact]
    public void The_nearest_is_who_a_look_at_everybody_finds_from_any_place_and_with_any_reach()
    {
        var view = new WorldView();
        var found = 0;
        Seeded.Run(1_000, random =>
        {
            view.FillFrom(random);
            for (var tries = 0; tries < 10; tries++)
            {
                var area = AnyArea(view, random);
                var from = new FixedVector(area.Left, area.Top);
                var reach = new Fixed(random.Next(3) == 0 ? int.MaxValue : random.Next(1 << random.Next(1, 31)));
                foreach (var kind in Kinds)
                {
                    var expected = Scan(view, kind, from, reach);
                    Assert.Equal(expected.HasValue, BotQueries.TryFindNearest(view, kind, from, reach, default(Living), out var nearest));
                    Assert.Equal(expected ?? default, nearest);
                    found += expected.HasValue ? 1 : 0;
                }
            }
        });
        Assert.True(found > 10_000, $"Only {found} were there to be found.");
    }

    [Fact]
    public void Entities_that_are_added_after_a_question_are_found_by_the_next_one()
    {
        var view = new WorldView();
        var everywhere = new FixedRectangle(Fixed.MinValue, Fixed.MinValue, Fixed.MaxValue, Fixed.MaxValue);
        Assert.False(view.TryFindAvatar(new PlayerSlot(3), out _));
        Assert.False(view.Around(EntityKind.Avatar, everywhere).MoveNext());

        view.Add(new EntityState { Id = new EntityId(1), Kind = EntityKind.Avatar, Slot = new PlayerSlot(3) });
        Assert.True(view.TryFindAvatar(new PlayerSlot(3), out _));
        Assert.True(view.Around(EntityKind.Avatar, everywhere).MoveNext());

        var other = new WorldView();
        other.Add(new EntityState { Id = new EntityId(2), Kind = EntityKind.Avatar, Slot = new PlayerSlot(4) });
        view.CopyFrom(other);
        Assert.False(view.TryFindAvatar(new PlayerSlot(3), out _));
        Assert.True(view.TryFindAvatar(new PlayerSlot(4), out var avatar));
        Assert.Equal(new EntityId(2), avatar.Id);
    }

    [Fact]
    public void Newcomers_are_those_who_were_said_to_be_until_the_view_is_cleared()
    {
        var view = new WorldView();
        Assert.False(view.HasNewcomers || view.IsNewcomer(new PlayerSlot(64)) || view.IsNewcomer(PlayerSlot.None));
        view.AddNewcomer(new PlayerSlot(64));
        view.AddNewcomer(PlayerSlot.None);
        view.AddNewcomer(new PlayerSlot(64));

        var copy = new WorldView();
        copy.AddNewcomer(new PlayerSlot(7));
        copy.CopyFrom(view);
        foreach (var one in (WorldView[])[view, copy])
        {
            Assert.True(one.HasNewcomers && one.IsNewcomer(new PlayerSlot(64)) && one.IsNewcomer(PlayerSlot.None));
            Assert.False(one.IsNewcomer(new PlayerSlot(7)) || one.IsNewcomer(new PlayerSlot(65)) || one.IsNewcomer(new PlayerSlot(0)));
            one.Clear();
            Assert.False(one.HasNewcomers || one.IsNewcomer(new PlayerSlot(64)) || one.IsNewcomer(PlayerSlot.None));
            one.AddNewcomer(new PlayerSlot(1));
            Assert.False(one.IsNewcomer(new PlayerSlot(64)));
        }
    }

    private static void AssertFound(WorldView view, PlayerSlot slot)
    {
        EntityState? expected = null;
        foreach (var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break;
            if (entity.Slot == slot)
            {
                expected = entity;
                break;
            }
        }

        Assert.Equal(expected.HasValue, view.TryFindAvatar(slot, out var avatar));
        Assert.Equal(expected ?? default, avatar);
    }

    /// <summary>About somebody, or anywhere.</summary>
    private static FixedRectangle AnyArea(WorldView view, Random random)
    {
        if (view.Entities.Length == 0 || random.Next(4) == 0)
        {
            var (x, y) = (random.AnyInt(), random.AnyInt());
            return new FixedRectangle(new Fixed(x), new Fixed(y), new Fixed((int)random.NextInt64(x, 1L + int.MaxValue)), new Fixed((int)random.NextInt64(y, 1L + int.MaxValue)));
        }

        var who = view.Entities[random.Next(view.Entities.Length)];
        var half = new Fixed(random.Next(1 << random.Next(1, 28)));
        return FixedRectangle.Around(who.X, who.Y, half, half);
    }

    private static EntityState? Scan(WorldView view, EntityKind kind, FixedVector from, Fixed reach)
    {
        EntityState? best = null;
        var nearest = (long)reach.Raw * reach.Raw;
        foreach (var entity in view.Entities)
        {
            if (entity.Kind != kind || !default(Living).Takes(in entity))
                continue;

            var distance = new FixedVector(entity.X - from.X, entity.Y - from.Y).LengthSquaredRaw;
            if (distance < nearest || (best is { } other && distance == nearest && entity.Id.CompareTo(other.Id) < 0))
                (nearest, best) = (distance, entity);
        }

        return best;
    }

    private readonly struct Living : IEntityFilter
    {
        public bool Takes(in EntityState entity) => (entity.Flags & EntityFlags.Alive) != 0;
    }
}
