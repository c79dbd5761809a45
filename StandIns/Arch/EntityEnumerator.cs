namespace Arch.Core;

/// <summary>Counts the rows of a chunk down, so that removing the current entity does not disturb the walk.</summary>
public ref struct EntityEnumerator
{
    internal EntityEnumerator(int count)
    {
        Current = count;
    }

    public int Current { get; private set; }

    public bool MoveNext() => --Current >= 0;
}
