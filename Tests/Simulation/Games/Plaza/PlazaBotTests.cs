using Ecs.Simulation.Games.Plaza;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games.Plaza;

public sealed class PlazaBotTests
{
    [Fact]
    public void A_bot_without_an_avatar_rests()
    {
        var neutral = new PlayerCommand(new Tick(5), 0, 0, Angle.Up, Buttons.None);

        Assert.Equal(neutral, PlazaBot.Decide(new WorldView(), new PlayerSlot(3), 7, new Tick(5)).Command);
    }

    [Fact]
    public void The_same_view_gives_the_same_command_for_the_tick_that_was_asked_for() => Seeded.Run(300, random =>
    {
        var view = Alone(random.Next(-200, 300), random.Next(-200, 300));
        var tick = new Tick((uint)random.Next());
        var command = PlazaBot.Decide(view, new PlayerSlot(3), 7, tick).Command;

        Assert.Equal(command, PlazaBot.Decide(view, new PlayerSlot(3), 7, tick).Command);
        Assert.Equal(tick, command.Tick);
        Assert.Equal(Buttons.None, command.Buttons);
    });

    [Fact]
    public void It_walks_to_where_it_wants_to_be_and_rests_there()
    {
        var tick = new Tick(1_000);
        var (left, right) = (0, 100 * Fixed.RawPerUnit);
        while (right - left > 1)
        {
            var middle = (left + right) / 2;
            var wants = PlazaBot.Decide(Alone(new Fixed(middle), Fixed.Zero), new PlayerSlot(3), 7, tick).Command.MoveX;
            (left, right) = wants > 0 ? (middle, right) : (left, middle);
        }

        var at = new Fixed(left) + Fixed.One;
        Assert.Equal(0, PlazaBot.Decide(Alone(at, Fixed.Zero), new PlayerSlot(3), 7, tick).Command.MoveX);
        Assert.Equal(127, PlazaBot.Decide(Alone(at - Fixed.FromInt(5), Fixed.Zero), new PlayerSlot(3), 7, tick).Command.MoveX);
        Assert.Equal(-127, PlazaBot.Decide(Alone(at + Fixed.FromInt(5), Fixed.Zero), new PlayerSlot(3), 7, tick).Command.MoveX);
    }

    [Fact]
    public void Now_and_then_it_hops_inside_the_square()
    {
        var view = Alone(50, 50);
        var hops = Enumerable.Range(1, 36_000)
            .Select(tick => PlazaBot.Decide(view, new PlayerSlot(3), 7, new Tick((uint)tick)).Command.Wish)
            .Where(static wish => wish.IsPresent)
            .ToList();

        Assert.InRange(hops.Count, 30, 70); // a quarter of 200 strolls
        Assert.All(hops, static hop => Assert.True(Scene.Area(0, 0, 100, 100).Contains(hop.X, hop.Y)));
    }

    [Fact]
    public void The_table_of_modes_gives_it_to_the_plaza() => Assert.Equal(PlazaBot.Decide, TestGames.Shipped["plaza"].Bot);

    private static WorldView Alone(int x, int y) => Alone(Fixed.FromInt(x), Fixed.FromInt(y));

    private static WorldView Alone(Fixed x, Fixed y)
    {
        var view = new WorldView();
        view.Add(new EntityState { Kind = EntityKind.Avatar, Slot = new PlayerSlot(3), Flags = EntityFlags.Alive, X = x, Y = y });
        return view;
    }
}
