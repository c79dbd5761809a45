using Arch.Core;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace MyGame;

/// <summary>Tag: one player is it, which is team 1, until it touches somebody else.</summary>
public sealed class TagMode(WorldOptions options, Map map) : IGame
{
    private const int Speed = 120;      // world units per second
    private const int Reach = 20;       // world units, from centre to centre
    private const int PauseSeconds = 1; // before whoever was tagged may tag

    private uint _pause;

    public static BotBrain Bot => TagBot.Decide;

    public GameRules Rules { get; } = new() { AvatarComponents = [new ComponentEntry<Caught>()] };

    public static IGameMode Create(WorldOptions options, Map map) => new TagMode(options, map);

    public bool MayStandAt(Fixed x, Fixed y) => map.MoveLimits.Contains(x, y);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        var spawn = map.Spawns[store.Get<Player>(avatar).Slot.Value % map.Spawns.Length];
        store.Get<Position>(avatar) = new Position { X = spawn.X, Y = spawn.Y };
        store.Get<Box>(avatar) = new Box { HalfWidth = Fixed.FromInt(8), HalfHeight = Fixed.FromInt(8) };
        store.Get<Health>(avatar) = new Health { Current = 1, Max = 1 };
        store.Get<Mobility>(avatar).Speed = Rates.PerTick(Speed, options.TickRate);
    }

    /// <summary>Whoever has the lowest seat begins, and follows when it has left.</summary>
    public void Direct(GameWorld world)
    {
        _pause -= _pause > 0 ? 1U : 0;
        if (!TryFindIt(world, out _) && world.Seats.GetEnumerator() is var seats && seats.MoveNext())
            Change(world, seats.Current, isIt: true);
    }

    public void Judge(GameWorld world)
    {
        if (_pause > 0 || !TryFindIt(world, out var it))
            return;

        foreach (var other in world.Seats)
        {
            if (other != it && Apart(world, it, other) <= Fixed.FromInt(Reach))
            {
                world.Store.Get<Caught>(other).Times++;
                Change(world, it, isIt: false);
                Change(world, other, isIt: true);
                return;
            }
        }
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("Pause", ref _pause);

    private void Change(GameWorld world, Entity avatar, bool isIt)
    {
        ref var player = ref world.Store.Get<Player>(avatar);
        player.Team = isIt ? (byte)1 : (byte)0;
        _pause = (uint)(PauseSeconds * options.TickRate);
        world.Emit(WorldEvent.TeamChanged(player.Slot, EntityId.None, player.Team));
    }

    private static bool TryFindIt(GameWorld world, out Entity it)
    {
        foreach (var avatar in world.Seats)
        {
            it = avatar;
            if (world.Store.Get<Player>(avatar).Team == 1)
                return true;
        }

        it = default;
        return false;
    }

    private static Fixed Apart(GameWorld world, Entity one, Entity other)
    {
        var (here, there) = (world.Store.Get<Position>(one), world.Store.Get<Position>(other));
        return new FixedVector(there.X - here.X, there.Y - here.Y).Length;
    }
}
