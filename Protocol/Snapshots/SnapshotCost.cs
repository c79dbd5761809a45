using Ecs.Protocol.Bits;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Protocol.Snapshots;

/// <summary>Tells what a full snapshot of a world would be spent on, without writing it.</summary>
public static class SnapshotCost
{
    /// <summary>One for each <see cref="SnapshotField"/>.</summary>
    public const int FieldCount = (int)SnapshotField.Thing + 1;

    /// <summary>
    /// Counts the bits of all entities by field; together, rounded up to whole bytes, they are what
    /// <see cref="FullStateCodec.Encode"/> writes when everything fits.
    /// </summary>
    /// <param name="view">The world.</param>
    /// <param name="bits">Replaced; at least <see cref="FieldCount"/> long.</param>
    public static void Measure(WorldView view, Span<long> bits)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentOutOfRangeException.ThrowIfLessThan(bits.Length, FieldCount);
        bits.Clear();
        bits[(int)SnapshotField.Header] = FullStateCodec.HeaderBits;
        long avatars = 0;
        long things = 0;
        foreach (ref readonly var entity in view.Entities)
        {
            bits[(int)SnapshotField.Identity] += BitWriter.VariableBits(entity.Id.Value);
            avatars += entity.Kind == EntityKind.Avatar ? 1 : 0;
            things += EntityCodec.IsThing(entity.Kind) ? 1 : 0;
        }

        EntityCodec.Share(view.Entities.Length, avatars, things, bits);
    }
}
