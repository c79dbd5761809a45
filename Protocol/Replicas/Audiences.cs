using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Replicas;

/// <summary>Who a receiver is, and from where it looks.</summary>
/// <param name="Slot">Its seat; none for a spectator.</param>
/// <param name="Team">Its team; 0 is none, and tells no secrets.</param>
/// <param name="X">Where its avatar is, raw.</param>
/// <param name="Y">Where its avatar is, raw.</param>
internal readonly record struct Audiences(PlayerSlot Slot, byte Team, long X, long Y)
{
    /// <summary>The most private audience of an entity that the receiver belongs to, as far as there are fields for it.</summary>
    public Audience NearnessOf(ReplicaLane lane, int place, byte laneNumber)
    {
        if (laneNumber == ReplicaCodes.OwnLane)
            return Audience.Owner;

        ref readonly var row = ref lane.Rows[place];
        var visible = lane.Code.Visible;
        if (!Slot.IsNone && row.Owner == Slot.Value && visible[(int)Audience.Owner] != visible[(int)Audience.Team])
            return Audience.Owner;

        var isFriend = (Team != 0 && row.Team == Team) || (!Slot.IsNone && row.Owner == Slot.Value);
        return isFriend && visible[(int)Audience.Team] != visible[(int)Audience.Everybody] ? Audience.Team : Audience.Everybody;
    }
}
