using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// What became of shots and strokes into the past, told at the end of the tick in the order (bullet, shooter's seat, target): the order in which
/// bullets end is that of the storage.
/// </summary>
internal sealed class VerdictList
{
    private readonly List<WorldEvent> _verdicts = [];
    private readonly HashSet<EntityId> _judged = [];

    /// <summary>A shot or a stroke has hit, or a stroke has missed.</summary>
    public void Add(in WorldEvent verdict)
    {
        _verdicts.Add(verdict);
        if (!verdict.Evidence.IsStroke)
            _judged.Add(verdict.Evidence.Bullet);
    }

    /// <summary>Tells what was judged, and that all other bullets which end in this tick have missed; then forgets it.</summary>
    public void Tell(GameWorld world)
    {
        if (!world.Rules.LagCompensation)
            return;

        foreach (var doomed in world.Commands.Deaths)
            AddMiss(world, doomed);

        var verdicts = CollectionsMarshal.AsSpan(_verdicts);
        verdicts.Sort(static (left, right) => Compare(left, right));
        foreach (ref readonly var verdict in verdicts)
            world.Emit(verdict);

        _verdicts.Clear();
        _judged.Clear();
    }

    private void AddMiss(GameWorld world, EntityId doomed)
    {
        if (!world.TryFind<Hindsight>(doomed, out var bullet)
            || world.Store.Get<Hindsight>(bullet) is not { Age: > 0 } hindsight
            || _judged.Contains(doomed))
        {
            return;
        }

        ref readonly var position = ref world.Store.Get<Position>(bullet);
        Add(WorldEvent.ShotJudged(world.Store.Get<Bullet>(bullet).ShooterSlot, PlayerSlot.None, EntityId.None, new ShotEvidence
        {
            Bullet = doomed,
            Age = hindsight.Age,
            Part = Trail.AgeParts,
            IsClamped = hindsight.IsClamped,
            At = new FixedVector(position.X, position.Y),
        }));
    }

    private static int Compare(in WorldEvent left, in WorldEvent right)
    {
        var order = left.Evidence.Bullet.CompareTo(right.Evidence.Bullet);
        if (order == 0)
            order = left.Slot.Value - right.Slot.Value;

        return order != 0 ? order : left.Subject.CompareTo(right.Subject);
    }
}
