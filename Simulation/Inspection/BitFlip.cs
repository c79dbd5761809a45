using System.Runtime.InteropServices;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Inspection;

/// <summary>
/// Plants a fault on purpose: one bit of one hashed field. What a broken memory cell or a wrong rule would do, so that the
/// tools that look for the first wrong field can be tried.
/// </summary>
public static class BitFlip
{
    /// <param name="world">Between two stages, or two ticks.</param>
    /// <param name="entity">None for the world's record or the mode's state.</param>
    /// <param name="schema">Of the world.</param>
    /// <param name="component">Index in the schema.</param>
    /// <param name="field">Index in the component.</param>
    /// <param name="bit">0 to 8 times the field's size - 1.</param>
    /// <returns>False when there is no such entity, component or bit; then nothing has changed.</returns>
    public static bool Apply(GameWorld world, WorldSchema schema, EntityId entity, int component, int field, int bit)
    {
        if ((uint)component >= (uint)schema.Components.Length
            || (uint)field >= (uint)schema.Components[component].Fields.Count
            || (uint)bit >= (uint)schema.Components[component].Fields[field].Size * 8)
        {
            return false;
        }

        var flipper = new Flipper(field, bit);
        if (component == schema.WorldPart)
        {
            WorldRecord.Visit(ref world.Record, ref flipper);
            return true;
        }

        if (component == schema.ModePart)
        {
            world.Mode.VisitState(ref flipper);
            return true;
        }

        if (!world.TryFind(entity, out var handle) || !world.Components.All[component].IsOn(world.Store, handle))
            return false;

        world.Components.All[component].Visit(world.Store, handle, ref flipper);
        return true;
    }

    private struct Flipper(int field, int bit) : IFieldVisitor
    {
        private int _left = field;

        public void Field<T>(string name, ref T value)
            where T : unmanaged
        {
            if (_left-- == 0)
                MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1))[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
