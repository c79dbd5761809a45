namespace Arch.Core;

/// <summary>What the process knows about a list of component types: the set, and a number for tables of archetypes.</summary>
/// <remarks>One class per count of type arguments, because C# has no other way to write them.</remarks>
internal static class ComponentList<T0, T1>
{
    public static readonly Signature Signature = new(Component<T0>.ComponentType, Component<T1>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2>
{
    public static readonly Signature Signature = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3>
{
    public static readonly Signature Signature = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType, Component<T3>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5, T6>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType,
        Component<T6>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5, T6, T7>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType,
        Component<T6>.ComponentType,
        Component<T7>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType,
        Component<T6>.ComponentType,
        Component<T7>.ComponentType,
        Component<T8>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType,
        Component<T6>.ComponentType,
        Component<T7>.ComponentType,
        Component<T8>.ComponentType,
        Component<T9>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType,
        Component<T6>.ComponentType,
        Component<T7>.ComponentType,
        Component<T8>.ComponentType,
        Component<T9>.ComponentType,
        Component<T10>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}

internal static class ComponentList<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>
{
    public static readonly Signature Signature = new(
        Component<T0>.ComponentType,
        Component<T1>.ComponentType,
        Component<T2>.ComponentType,
        Component<T3>.ComponentType,
        Component<T4>.ComponentType,
        Component<T5>.ComponentType,
        Component<T6>.ComponentType,
        Component<T7>.ComponentType,
        Component<T8>.ComponentType,
        Component<T9>.ComponentType,
        Component<T10>.ComponentType,
        Component<T11>.ComponentType);

    public static readonly int Key = ComponentListKeys.Next();
}
