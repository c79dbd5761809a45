using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// What clients of a room may be told, as it is after the newest snapshot's tick and as it was before: the records that all receivers
/// share. What a field is rounded to and whether its predictor still holds is found out here, once for all of them.
/// </summary>
public sealed class ReplicaStates : IReplicaSink
{
    private readonly ReplicaLane?[] _lanes = new ReplicaLane?[ReplicaCodes.Lanes];
    private readonly HashSet<ushort> _owners = [];

    public ReplicaStates(ReplicaCodes codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        Codes = codes;
        for (var lane = 0; lane < ReplicaCodes.Lanes; lane++)
        {
            if (codes[lane] is { } code)
            {
                // What only owners of avatars hear of is in the lane of theirs, and there is nobody else in it.
                var isShared = lane == (int)EntityKind.Avatar && code.Kind.Owner >= 0;
                var (everybody, team, owner) = (code.Visible[(int)Audience.Everybody], code.Visible[(int)Audience.Team], code.Visible[(int)Audience.Owner]);
                _lanes[lane] = new ReplicaLane(code, lane == ReplicaCodes.OwnLane ? [owner, owner, owner] : [everybody, team, isShared ? team : owner]);
            }
        }
    }

    public ReplicaCodes Codes { get; }

    /// <summary>The tick that it was last filled for; 0 before.</summary>
    public Tick Tick { get; private set; }

    /// <summary>Entities that can be told of.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets whose avatars have a receiver of their own.</summary>
    public void ClearOwners() => _owners.Clear();

    /// <summary>Says of an avatar that it has a receiver of its own, who is told its exact values from the next tick on.</summary>
    public void AddOwner(PlayerSlot slot) => _owners.Add(slot.Value);

    /// <summary>Begins to fill it; entities that are not taken until <see cref="End"/> are gone.</summary>
    /// <param name="tick">Newer than all before.</param>
    public void Begin(Tick tick)
    {
        Tick = tick;
        Count = 0;
    }

    /// <inheritdoc/>
    public void Take(EntityKind kind, EntityId id, Interest interest, ReadOnlySpan<long> values)
    {
        if (_lanes[(int)kind] is not { } lane)
            return;

        lane.Put(id, Tick, interest, values);
        Count++;
        if (kind == EntityKind.Avatar && lane.Code.Kind.Owner is >= 0 and var owner && _owners.Contains(unchecked((ushort)values[owner])))
            _lanes[ReplicaCodes.OwnLane]!.Put(id, Tick, interest, values);
    }

    public void End()
    {
        foreach (var lane in _lanes)
            lane?.Sweep(Tick);
    }

    internal ReplicaLane? this[int lane] => _lanes[lane];

    /// <summary>Of whichever encoder has its turn.</summary>
    internal SnapshotDraft Draft { get; } = new();
}
