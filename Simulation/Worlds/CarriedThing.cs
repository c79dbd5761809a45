namespace Ecs.Simulation.Worlds;

/// <summary>What an avatar carries in one slot.</summary>
/// <param name="Slot">From 1, as players count.</param>
/// <param name="Item">The game's number for what it is.</param>
/// <param name="Amount">How many, from 1.</param>
/// <param name="IsWorn">Whether it is put on, or held in the hand.</param>
/// <param name="Use">What its bearer can do with it beside dropping it.</param>
/// <param name="Name">What it is called; the same object each time, so that telling it makes no strings. At most 32 code points are told.</param>
public readonly record struct CarriedThing(int Slot, ushort Item, int Amount, bool IsWorn, CarriedUse Use, string Name);
