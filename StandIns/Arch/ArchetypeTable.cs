namespace Arch.Core;

/// <summary>Sparse tables from a component list's number to an archetype: the warm path of create, add and remove.</summary>
internal static class ArchetypeTable
{
    public static void Put(ref Archetype?[] table, int listKey, Archetype archetype)
    {
        if (listKey >= table.Length)
            Array.Resize(ref table, Math.Max(listKey + 1, table.Length * 2));

        table[listKey] = archetype;
    }
}
