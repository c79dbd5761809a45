using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Bots;

/// <summary>
/// Views of every shape that a search may trip over: tiles with many at one distance, crowds with somebody far away, lines, the world's
/// edges, and what no server of ours would send.
/// </summary>
internal static class AnyCrowd
{
    /// <summary>Replaces the content of a view.</summary>
    public static void FillFrom(this WorldView view, Random random)
    {
        view.Clear();
        var place = AnyLayout(random);
        var avatars = random.Next(4) == 0 ? random.Next(4) : random.Next(120);
        var slots = Enumerable.Range(0, PlayerSlot.Limit).ToArray();
        random.Shuffle(slots);
        var ids = Enumerable.Range(1, 400).ToArray();
        random.Shuffle(ids);
        var next = 0;
        for (; next < avatars; next++)
        {
            var (x, y) = place();
            view.Add(new EntityState
            {
                Id = new EntityId((ulong)ids[next]),
                Kind = EntityKind.Avatar,
                Slot = new PlayerSlot((ushort)slots[next]),
                Flags = random.Next(6) == 0 ? EntityFlags.None : EntityFlags.Alive,
                Team = (byte)random.Next(random.Next(1, 4)),
                X = x,
                Y = y,
                Aim = new Angle((ushort)(random.Next(4) * (Angle.FullTurn / 4))),
            });
            if (random.Next(8) == 0)
                view.AddNewcomer(new PlayerSlot((ushort)slots[next]));
        }

        for (var others = random.Next(200); others > 0; others--)
        {
            var (x, y) = place();
            view.Add(new EntityState
            {
                Id = new EntityId((ulong)ids[next++]),
                Kind = (EntityKind)random.Next((int)EntityKind.Bullet, (int)EntityKind.Item + 1),
                Slot = PlayerSlot.None,
                Flags = random.Next(6) == 0 ? EntityFlags.None : EntityFlags.Alive,
                X = x,
                Y = y,
                HalfWidth = Fixed.FromInt(random.Next(60)),
            });
        }
    }

    private static Func<(Fixed X, Fixed Y)> AnyLayout(Random random)
    {
        var size = 1 << random.Next(1, 12);
        var middle = (X: random.Next(-100_000, 100_000), Y: random.Next(-100_000, 100_000));
        var tile = (random.Next(3) switch { 0 => 1, 1 => 50, _ => 300 }) * Fixed.RawPerUnit;
        var edge = Fixed.WorldLimitRaw;
        Func<(int X, int Y)> raw = random.Next(7) switch
        {
            0 => () => (random.Next(10) * tile, random.Next(10) * tile),
            1 => () => (random.Next(4), random.Next(4)),
            2 => () => random.Next(30) == 0 ? (random.Next(-edge, edge + 1), random.Next(-edge, edge + 1)) : (random.Next(size), random.Next(size)),
            3 => () => (middle.X, random.Next(-size, size) * Fixed.RawPerUnit),
            4 => () => (random.Next(-size, size) * Fixed.RawPerUnit, middle.Y),
            5 => () => (random.Next(2) == 0 ? -edge : edge, random.Next(-edge, edge + 1)),
            _ => () => ((middle.X + random.Next(-size, size)) * 64, (middle.Y + random.Next(-size, size)) * 64),
        };
        return () =>
        {
            var (x, y) = random.Next(2_000) == 0 ? (random.AnyInt(), random.AnyInt()) : raw();
            return (new Fixed(x), new Fixed(y));
        };
    }
}
