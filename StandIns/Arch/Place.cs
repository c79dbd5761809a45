namespace Arch.Core;

/// <summary>Where an entity is within its archetype.</summary>
internal readonly struct Place(int chunk, int row)
{
    public readonly int Chunk = chunk;
    public readonly int Row = row;
}
