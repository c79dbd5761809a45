using Ecs.Scenes;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation;

/// <summary>A tick takes whatever comes: nonsense changes nothing that the rules do not allow, and never throws.</summary>
public sealed class TickStoryTests
{
    [Theory]
    [InlineData("arena")]
    [InlineData("bunkers")]
    public void Any_input_leaves_a_world_in_order(string mapName)
    {
        var map = ArenaScene.LoadMap(mapName);
        Seeded.Run(30, random =>
        {
            using var scene = new Scene(map, new WorldOptions
            {
                MaxPlayers = random.Next(1, 40),
                TickRate = random.Next(20, 241),
                FriendlyFire = random.Next(2) == 0,
                Seed = (ulong)random.NextInt64(),
            });
            for (var tick = 0; tick < 300; tick++)
            {
                scene.With(input => AddGarbage(random, input)).Run();
                CheckOrder(scene);
                if (random.Next(50) == 0)
                {
                    var hash = scene.World.ComputeHash();
                    Assert.Equal(hash, scene.Rebuild((ulong)random.Next(5)).World.ComputeHash());
                }
            }
        });
    }

    [Fact]
    public void Seats_follow_joins_and_leaves_as_a_model_does() => Seeded.Run(50, random =>
    {
        using var scene = new Scene(options: new WorldOptions { MaxPlayers = 16 });
        var seated = new Dictionary<ushort, string>();
        for (var tick = 0; tick < 200; tick++)
        {
            for (var i = random.Next(4); i > 0; i--)
            {
                var slot = (ushort)random.Next(18);
                scene.With(input => input.Add(new PlayerLeave(new PlayerSlot(slot))));
                seated.Remove(slot);
            }

            var joining = new Dictionary<ushort, string>();
            for (var i = random.Next(4); i > 0; i--)
            {
                var (slot, name) = ((ushort)random.Next(18), $"player {tick} {i}");
                scene.With(input => input.Add(new PlayerJoin(new PlayerSlot(slot), name, 255, IsBot: false)));
                if (slot < 16 && !seated.ContainsKey(slot))
                    joining.TryAdd(slot, name);
            }

            scene.Run();
            foreach (var (slot, name) in joining)
                seated.Add(slot, name);

            Assert.Equal(seated.Count, scene.World.PlayerCount);
            for (ushort slot = 0; slot < 18; slot++)
            {
                Assert.Equal(seated.GetValueOrDefault(slot, ""), scene.World.NameOf(new PlayerSlot(slot)));
                Assert.Equal(seated.ContainsKey(slot), scene.World.TryGetAvatar(new PlayerSlot(slot), out _));
            }
        }
    });

    [Fact]
    public void An_unknown_mode_and_seats_outside_the_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Scene(options: new WorldOptions { Mode = "chess" }));
        Assert.Throws<ArgumentException>(() => new Scene(options: new WorldOptions { MaxPlayers = 0 }));
        Assert.Throws<ArgumentException>(() => new Scene(options: new WorldOptions { MaxPlayers = PlayerSlot.Limit + 1 }));
    }

    /// <summary>A handful of entries of every kind, sensible and senseless.</summary>
    internal static void AddGarbage(Random random, TickInputBuffer input)
    {
        for (var i = random.Next(3); i > 0; i--)
            input.Add(new PlayerLeave(AnySlot(random)));

        for (var i = random.Next(5); i > 0; i--)
            input.Add(new PlayerJoin(AnySlot(random), AnyName(random), (byte)random.Next(256), random.Next(2) == 0));

        for (var i = random.Next(3); i > 0; i--)
            input.Add(new OperatorCommand((OperatorCode)random.Next(14), AnySlot(random), random.AnyInt()));

        for (var i = random.Next(6); i > 0; i--)
            input.Add(new SlotAction(AnySlot(random), new PlayerAction((PlayerActionCode)random.Next(6), random.AnyInt(), random.AnyInt())));

        for (var i = random.Next(40); i > 0; i--)
        {
            input.Add(new SlotCommand(AnySlot(random), new PlayerCommand(
                new Tick((uint)random.AnyInt()),
                (sbyte)random.Next(-128, 128),
                (sbyte)random.Next(-128, 128),
                new Angle((ushort)random.Next(65_536)),
                (Buttons)random.Next(65_536))
            {
                Wish = random.Next(2) == 0 ? default : AnyWish(random),
            }));
        }
    }

    private static void CheckOrder(Scene scene)
    {
        var world = scene.World;
        var view = new WorldView();
        world.CopyTo(view);
        var avatars = 0;
        var ids = new HashSet<ulong>();
        var last = -1;
        foreach (ref readonly var state in view.Entities)
        {
            Assert.True(ids.Add(state.Id.Value));
            Assert.True(state.Id.Value < world.Record.NextEntityId);
            if (state.Kind == EntityKind.Bullet)
            {
                Assert.True(world.Map.Bounds.Contains(state.X, state.Y));
                continue;
            }

            avatars++;
            Assert.True(state.Slot.Value > last, "avatars stand in the order of their seats");
            last = state.Slot.Value;
            Assert.InRange(state.Health, 0, 100);
            Assert.True(world.Map.MoveLimits.Contains(state.X, state.Y), $"{state.Slot} stands at ({state.X}, {state.Y})");
            Assert.Equal((state.Flags & EntityFlags.Alive) != 0, state.Health > 0);
            Assert.Equal((state.Flags & EntityFlags.Alive) == 0, state.RespawnTicks > 0);
            Assert.InRange(state.RespawnTicks, 0, 5 * scene.TickRate);
        }

        Assert.Equal(world.PlayerCount, avatars);
        Assert.Equal(world.EntityCount, view.Entities.Length);
        Assert.InRange(view.ClockTicks, 0U, (uint)(180 * scene.TickRate));
    }

    /// <summary>Mostly a low seat, so that the same ones are met again and again.</summary>
    private static PlayerWish AnyWish(Random random) => new(
        true,
        new Fixed(random.AnyInt()),
        new Fixed(random.AnyInt()),
        new Fixed(random.AnyInt()),
        new Angle((ushort)random.Next(Angle.FullTurn)));

    private static PlayerSlot AnySlot(Random random) => new((ushort)(random.Next(10) == 0 ? random.Next(65_536) : random.Next(12)));

    private static string AnyName(Random random) => random.Next(6) switch
    {
        0 => null!,
        1 => "",
        2 => new string('\ud800', 40),
        3 => new string('x', random.Next(200)),
        _ => "somebody",
    };
}
