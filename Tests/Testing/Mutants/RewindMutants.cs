using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>A bug of looking back, planted from outside: it changes what the stages of a tick have left. For worlds of 60 ticks a second.</summary>
internal abstract class RewindMutant : ITickObserver
{
    public string Name => GetType().Name;

    public void StageBegins(TickStage stage, GameWorld world)
    {
    }

    public abstract void StageEnds(TickStage stage, GameWorld world);

    protected delegate void Change<T>(ref T component, EntityId id);

    protected static void ForEach<T>(GameWorld world, Change<T> change)
        where T : struct
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Everything))
        {
            for (var i = 0; chunk.Has<T>() && i < chunk.Count; i++)
                change(ref chunk.Get<T>(i), chunk.Get<Identity>(i).Id);
        }
    }
}

/// <summary>A trail has the places of the tick before.</summary>
internal sealed class TrailOneTickLate : RewindMutant
{
    private const int Ring = 16;

    private readonly Dictionary<EntityId, FixedVector> _last = [];

    public override void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage != TickStage.PlayBack)
            return;

        ForEach(world, (ref Trail trail, EntityId id) =>
        {
            var place = trail.Places[(int)(world.Tick.Value % Ring)];
            trail.Places[(int)(world.Tick.Value % Ring)] = _last.GetValueOrDefault(id, place);
            _last[id] = place;
        });
    }
}

/// <summary>Between two ticks there are straight ways, whatever happened.</summary>
internal sealed class JumpsForgotten : RewindMutant
{
    public override void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.PlayBack)
            ForEach(world, static (ref Trail trail, EntityId _) => trail.Jumps = 0);
    }
}

/// <summary>Who was dead counts as having lived.</summary>
internal sealed class DeathsForgotten : RewindMutant
{
    public override void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.PlayBack)
            ForEach(world, static (ref Trail trail, EntityId _) => trail.Lived = (byte)Trail.LengthAt(60));
    }
}

/// <summary>Only whole ticks of an age count.</summary>
internal sealed class PartsOfTicksCut : RewindMutant
{
    public override void StageEnds(TickStage stage, GameWorld world) =>
        ForEach(world, static (ref Hindsight hindsight, EntityId _) => hindsight.Age &= 0xFF00);
}

/// <summary>A bullet sees what its shooter sees by now, not what was seen when it was fired.</summary>
internal sealed class ViewOfNow : RewindMutant
{
    public override void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage != TickStage.Commands)
            return;

        ForEach(world, (ref Hindsight hindsight, EntityId id) =>
        {
            if (world.TryRead(id, out Bullet bullet) && world.TryRead(bullet.Shooter, out Lookback sight))
                (hindsight.Age, hindsight.IsClamped) = (sight.Age, sight.IsClamped);
        });
    }
}

/// <summary>Whoever says an older view than is granted gets a little more.</summary>
internal sealed class ClampTooWide : RewindMutant
{
    public override void StageEnds(TickStage stage, GameWorld world)
    {
        if (stage == TickStage.Commands)
            ForEach(world, static (ref Lookback sight, EntityId _) => sight.Age += sight.IsClamped && sight.Age == Trail.AgeLimitAt(60) ? (ushort)64 : (ushort)0);
    }
}

/// <summary>Shots are judged in the present.</summary>
internal sealed class NothingLooksBack : RewindMutant
{
    public override void StageEnds(TickStage stage, GameWorld world) =>
        ForEach(world, static (ref Hindsight hindsight, EntityId _) => hindsight.Age = 0);
}
