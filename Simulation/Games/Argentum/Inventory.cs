using System.Runtime.CompilerServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>What a character carries: three values per slot, index 0 being the slot that players call 1. An item of 0 is an empty slot.</summary>
public struct Inventory : IComponent<Inventory>
{
    public const int SlotCount = 25;

    /// <summary>Of one item in one slot.</summary>
    public const int AmountLimit = 10_000;

    public Numbers Items;

    /// <summary>1 to <see cref="AmountLimit"/> in a slot that holds something.</summary>
    public Numbers Amounts;

    /// <summary>1 for what is worn or held in the hand.</summary>
    public Marks Worn;

    [InlineArray(SlotCount)]
    public struct Numbers
    {
        private ushort _first;
    }

    [InlineArray(SlotCount)]
    public struct Marks
    {
        private byte _first;
    }

    public static void Visit<TVisitor>(ref Inventory component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Items), ref component.Items);
        visitor.Field(nameof(Amounts), ref component.Amounts);
        visitor.Field(nameof(Worn), ref component.Worn);
    }
}
