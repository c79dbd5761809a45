using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>What births are sorted by, and where the birth itself stands: small, so that sorting moves little.</summary>
internal readonly record struct BirthKey(TickStage Stage, EntityId Cause, int Ordinal, int Index) : IComparable<BirthKey>
{
    /// <summary>Two of one stage, cause and ordinal keep their order.</summary>
    public int CompareTo(BirthKey other)
    {
        var order = (int)Stage - (int)other.Stage; // CompareTo of an enum boxes.
        if (order == 0)
            order = Cause.CompareTo(other.Cause);

        if (order == 0)
            order = Ordinal.CompareTo(other.Ordinal);

        return order != 0 ? order : Index.CompareTo(other.Index);
    }
}
