using Arch.Core;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Games.Plaza;

/// <summary>
/// The plaza: a place to be. Players walk, or say where they are (<see cref="PlayerWish"/>), which happens at once unless the
/// world bounds the speed of wishes; nobody hurts anybody.
/// </summary>
internal sealed class PlazaMode(WorldOptions options, Map map) : IGame
{
    private const int WalkingSpeed = 10; // world units per second

    private static Fixed Half => Fixed.FromRatio(1, 2);

    public static BotBrain Bot => PlazaBot.Decide;

    public static IGameMode Create(WorldOptions options, Map map) => new PlazaMode(options, map);

    public GameRules Rules { get; } = new()
    {
        AvatarComponents = [new ComponentEntry<Wish>(), new ComponentEntry<Stance>()],
        Orders = [OperatorCode.Respawn, OperatorCode.RespawnAll, OperatorCode.Speed],
    };

    public bool MayStandAt(Fixed x, Fixed y) => map.MoveLimits.Contains(x, y);

    public bool MayBe(GameWorld world, Entity entity) =>
        !world.Store.Has<Wish>(entity)
        || WishSystem.IsReachable(world.Options, world.Store.Get<Wish>(entity), world.Store.Get<Stance>(entity));

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        store.Get<Box>(avatar) = new Box { HalfWidth = Half, HalfHeight = Half };
        store.Get<Health>(avatar) = new Health { Current = 1, Max = 1 };
        store.Get<Mobility>(avatar).Speed = Rates.PerTick(WalkingSpeed, options.TickRate);
        Return(world, avatar);
    }

    public void Order(GameWorld world, in OperatorCommand order)
    {
        switch (order.Code)
        {
            case OperatorCode.RespawnAll:
                foreach (var avatar in world.Seats)
                    Return(world, avatar);

                break;
            case OperatorCode.Respawn when world.TryFind(order.Slot, out var avatar):
                Return(world, avatar);
                break;
            case OperatorCode.Speed when world.TryFind(order.Slot, out var avatar):
                world.Store.Get<Mobility>(avatar).Speed = Rates.PerTick(Math.Clamp(order.Value, 0, Rates.SpeedLimit), options.TickRate);
                break;
        }
    }

    public void Direct(GameWorld world)
    {
    }

    public void Judge(GameWorld world)
    {
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
    }

    /// <summary>To the player's own spawn point: neighbouring seats have different ones.</summary>
    private void Return(GameWorld world, Entity avatar)
    {
        var spawn = map.Spawns[world.Store.Get<Player>(avatar).Slot.Value % map.Spawns.Length];
        world.Store.Get<Position>(avatar) = new Position { X = spawn.X, Y = spawn.Y };
        world.Store.Get<Velocity>(avatar) = default;
        world.Store.Get<Stance>(avatar) = default;
    }
}
