namespace Arch.Core;

/// <summary>Numbers the lists of component types that appear as type arguments, so that tables can be indexed by them.</summary>
internal static class ComponentListKeys
{
    private static int _last = -1;

    public static int Next() => Interlocked.Increment(ref _last);
}
