namespace Arch.Core;

/// <summary>Where an entity is: numbers only, so that a large table costs the garbage collector nothing.</summary>
/// <remarks>
/// A living entity's slot has its generation (1 or more) in <see cref="Version"/>. A free slot has minus the generation that
/// comes next, so that no handle ever matches it, and <see cref="NextFree"/> links it to the next free one. A slot whose
/// generations are used up holds <see cref="Retired"/> and is never used again.
/// </remarks>
internal struct EntitySlot
{
    public const int Retired = int.MinValue;

    public int Version;

    /// <summary>Number of the archetype among those of the world.</summary>
    public int Archetype;

    public Place Place;

    public int NextFree
    {
        readonly get => Archetype;
        set => Archetype = value;
    }
}
