using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// The values that a running world can reach. Sweeps compare moments without overflow only inside them, so a checkpoint,
/// which comes from a file, is held to them.
/// </summary>
internal static class StateRanges
{
    private const int BoxLimitRaw = 4096 * Fixed.RawPerUnit;

    public static bool Hold(GameWorld world, Entity entity)
    {
        var store = world.Store;
        var fastest = Rates.PerTick(Rates.SpeedLimit, world.Options.TickRate).Raw;
        ref readonly var position = ref store.Get<Position>(entity);
        var velocity = store.Has<Velocity>(entity) ? store.Get<Velocity>(entity) : default;
        ref readonly var box = ref store.Get<Box>(entity);
        return IsWithin(position.X.Raw, Fixed.WorldLimitRaw)
            && IsWithin(position.Y.Raw, Fixed.WorldLimitRaw)
            && IsWithin(velocity.X.Raw, fastest)
            && IsWithin(velocity.Y.Raw, fastest)
            && box.HalfWidth.Raw is > 0 and <= BoxLimitRaw
            && box.HalfHeight.Raw is > 0 and <= BoxLimitRaw
            && (!store.Has<Thing>(entity) || !store.Has<Health>(entity) || HoldsHealth(store.Get<Health>(entity)))
            && (!store.Has<Trail>(entity) || HoldForTrail(store.Get<Trail>(entity), world.Options.TickRate))
            && (!store.Has<Lookback>(entity) || store.Get<Lookback>(entity).Age <= Trail.AgeLimitAt(world.Options.TickRate))
            && (!store.Has<Hindsight>(entity) || store.Get<Hindsight>(entity).Age <= Trail.AgeLimitAt(world.Options.TickRate))
            && (!store.Has<Player>(entity) || HoldForAvatar(world, entity, fastest))
            && world.Mode.MayBe(world, entity);
    }

    private static bool HoldForAvatar(GameWorld world, Entity avatar, int fastest)
    {
        var store = world.Store;
        ref readonly var score = ref store.Get<Score>(avatar);
        return store.Get<Player>(avatar).Slot.Value < world.Options.MaxPlayers
            && store.Get<PlayerName>(avatar).Length <= PlayerName.ByteLimit
            && HoldsHealth(store.Get<Health>(avatar))
            && score.Kills >= 0
            && score.Deaths >= 0
            && store.Get<Weapon>(avatar).BulletSpeed <= Rates.SpeedLimit
            && store.Get<Mobility>(avatar).Speed.Raw is var speed
            && speed >= 0
            && speed <= fastest;
    }

    private static bool HoldForTrail(in Trail trail, int tickRate)
    {
        foreach (ref readonly var place in (ReadOnlySpan<FixedVector>)trail.Places)
        {
            if (!IsWithin(place.X.Raw, Fixed.WorldLimitRaw) || !IsWithin(place.Y.Raw, Fixed.WorldLimitRaw))
                return false;
        }

        return trail.Lived <= Trail.LengthAt(tickRate);
    }

    private static bool HoldsHealth(in Health health) =>
        health.Max is > 0 and <= ushort.MaxValue && health.Current >= 0 && health.Current <= health.Max;

    private static bool IsWithin(int raw, int limit) => raw >= -limit && raw <= limit;
}
