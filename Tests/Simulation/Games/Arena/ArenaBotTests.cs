using Ecs.Scenes;
using Ecs.Simulation.Games.Arena;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Games.Arena;

public sealed class ArenaBotTests
{
    [Fact]
    public void The_same_view_gives_the_same_command_and_its_order_does_not_matter() => Seeded.Run(300, random =>
    {
        var (view, states) = AnyView(random);
        var tick = new Tick((uint)random.Next());
        var command = ArenaBot.Decide(view, new PlayerSlot(3), 7, tick).Command;
        var turned = new WorldView();
        foreach (var state in states.Where(state => state.Kind == EntityKind.Avatar).Reverse().Concat(states.Where(state => state.Kind == EntityKind.Bullet)))
            turned.Add(state);

        Assert.Equal(command, ArenaBot.Decide(view, new PlayerSlot(3), 7, tick).Command);
        Assert.Equal(command, ArenaBot.Decide(turned, new PlayerSlot(3), 7, tick).Command);
        Assert.Equal(tick, command.Tick);
        Assert.True(command.MoveX != sbyte.MinValue && command.MoveY != sbyte.MinValue);
        Assert.Equal(Buttons.None, command.Buttons & ~Buttons.Fire);
    });

    [Fact]
    public void A_seat_without_a_living_avatar_gets_a_neutral_command()
    {
        var view = new WorldView();
        var neutral = new PlayerCommand(new Tick(5), 0, 0, Angle.Up, Buttons.None);
        Assert.Equal(neutral, ArenaBot.Decide(view, new PlayerSlot(3), 7, new Tick(5)).Command);

        view.Add(new EntityState { Kind = EntityKind.Avatar, Slot = new PlayerSlot(3) });
        Assert.Equal(neutral, ArenaBot.Decide(view, new PlayerSlot(3), 7, new Tick(5)).Command);
    }

    [Fact]
    public void An_enemy_before_the_barrel_is_walked_to_and_shot_at()
    {
        var view = new WorldView();
        view.Add(Avatar(0, 0, 300, 100, Angle.Down));
        view.Add(Avatar(1, 1, 900, 400, Angle.Up));
        var aligned = new WorldView();
        aligned.Add(Avatar(0, 0, 300, 100, Angle.Down));
        aligned.Add(Avatar(1, 1, 320, 400, Angle.Up));
        var (walks, shots) = (0, 0);
        for (var tick = 0U; tick < 4_500; tick += 45)
        {
            walks += ArenaBot.Decide(view, new PlayerSlot(0), 1, new Tick(tick)).Command.MoveX == 127 ? 1 : 0;
            shots += (ArenaBot.Decide(aligned, new PlayerSlot(0), 1, new Tick(tick)).Command.Buttons & Buttons.Fire) != 0 ? 1 : 0;
        }

        Assert.InRange(walks, 60, 100);
        Assert.Equal(100, shots);
    }

    [Fact]
    public void Bots_play_whole_matches_on_every_shipped_map()
    {
        foreach (var map in (string[])["arena", "bunkers"])
        {
            using var scene = new ArenaScene(16, ArenaScene.LoadMap(map), seed: 5);
            for (var tick = 0; tick < 3_000; tick++)
                scene.Step();

            Assert.True(scene.Kills > 20, $"{scene.Kills} kills on {map}");
        }
    }

    private static EntityState Avatar(ushort slot, byte team, int x, int y, Angle aim) => new()
    {
        Id = new EntityId(slot + 1UL),
        Kind = EntityKind.Avatar,
        Flags = EntityFlags.Alive,
        Slot = new PlayerSlot(slot),
        Team = team,
        X = Fixed.FromInt(x),
        Y = Fixed.FromInt(y),
        Aim = aim,
    };

    private static (WorldView View, List<EntityState> States) AnyView(Random random)
    {
        var view = new WorldView();
        var states = new List<EntityState>();
        for (ushort slot = 0; slot < 8; slot++)
        {
            states.Add(Avatar(slot, (byte)(slot % 2), random.Next(1280), random.Next(500), slot % 2 == 0 ? Angle.Down : Angle.Up)
                with
            { Flags = random.Next(5) == 0 ? EntityFlags.None : EntityFlags.Alive });
        }

        states.Add(new EntityState { Kind = EntityKind.Bullet, Slot = new PlayerSlot(3) });
        states.ForEach(state => view.Add(state));
        return (view, states);
    }
}
