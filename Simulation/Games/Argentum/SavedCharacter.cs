using Ecs.Simulation.Components;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>Everything that a player of this game comes back with.</summary>
internal struct SavedCharacter
{
    /// <summary>Only <see cref="Character"/> counts: the rest is given at the start.</summary>
    public bool IsNew;
    public Character Character;
    public Vitals Vitals;
    public Inventory Inventory;
    public Health Health;
    public byte Heading;
    public ushort X;
    public ushort Y;
}
