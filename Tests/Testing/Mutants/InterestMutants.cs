using Ecs.Protocol.Replicas;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>Shows or hides what the rules of the game do not.</summary>
internal abstract class InterestMutant : FaultyReplication
{
    /// <summary>How far away something is from a client's avatar, as a share of the radius of sight; 0 without one.</summary>
    protected static double Distance(FaultRun run, Connection to, TrueEntity entity)
    {
        if (to.Session?.Seat is not { } seat || run.World.Entities.GetValueOrDefault(seat.Avatar) is not { } own || run.Room.World.Rules.SightRadius is not { } radius)
            return 0;

        return Math.Sqrt(Math.Pow(entity.X - own.X, 2) + Math.Pow(entity.Y - own.Y, 2)) / radius.Raw;
    }

    protected void Show(FaultRun run, Connection to, List<Sighting> seen, Predicate<TrueEntity> which)
    {
        foreach (var (id, entity) in run.World.Entities)
        {
            if (id != to.Session!.Seat?.Avatar && which(entity))
                Add(seen, id);
        }
    }

    protected void Hide(FaultRun run, List<Sighting> seen, Predicate<TrueEntity> which) =>
        seen.RemoveAll(sighting => sighting.Lane != ReplicaCodes.OwnLane && which(run.World.Entities[Id(sighting)]));
}

/// <summary>One sees farther than the game says.</summary>
internal sealed class FarIsTold : InterestMutant
{
    protected override bool IsBoundless => true;

    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen) =>
        Show(run, to, seen, entity => entity.Interest == Interest.Near && Distance(run, to, entity) < 1.3);
}

/// <summary>One sees less far than the game says.</summary>
internal sealed class NearIsHidden : InterestMutant
{
    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen) =>
        Hide(run, seen, entity => entity.Interest == Interest.Near && Distance(run, to, entity) > 0.9);
}

/// <summary>What is hidden from all others is seen when it is near.</summary>
internal sealed class HiddenIsTold : InterestMutant
{
    protected override bool IsBoundless => true;

    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen) =>
        Show(run, to, seen, entity => entity.Interest == Interest.Never && Distance(run, to, entity) < 1);
}

/// <summary>What everybody should see is seen from near only.</summary>
internal sealed class LandmarkForgotten : InterestMutant
{
    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen) =>
        Hide(run, seen, entity => entity.Interest == Interest.Always && Distance(run, to, entity) > 1);
}

/// <summary>Scouts are seen by the other teams.</summary>
internal sealed class ScoutOfOthersTold : InterestMutant
{
    protected override bool IsBoundless => true;

    protected override void Choose(FaultRun run, Connection to, ReadOnlySpan<ViewEntry> held, List<Sighting> seen) =>
        Show(run, to, seen, static entity => entity.Interest == Interest.Team);
}

/// <summary>Everybody is told what only their neighbour may know.</summary>
internal sealed class SecretOfAnotherTold : InterestMutant
{
    protected override bool IsBoundless => true;

    protected override Audiences See(FaultRun run, Connection to, Audiences audiences) =>
        audiences.Slot.IsNone ? audiences : audiences with { Slot = new PlayerSlot((ushort)(audiences.Slot.Value ^ 1)) };
}

/// <summary>Everybody is told what another team may know.</summary>
internal sealed class SecretOfOtherTeamTold : InterestMutant
{
    protected override bool IsBoundless => true;

    protected override Audiences See(FaultRun run, Connection to, Audiences audiences) => audiences with { Team = (byte)(audiences.Team == 1 ? 2 : 1) };
}
