namespace Arch.Core;

/// <summary>What the process knows about one component type; costs a constant once the code is compiled.</summary>
public static class Component<T>
{
    public static readonly ComponentType ComponentType = ComponentRegistry.Register(typeof(T));

    /// <summary>The set that holds only this component.</summary>
    public static readonly Signature Signature = new(ComponentType);

    internal static readonly int Id = ComponentType.Id;

    internal static readonly int ListKey = ComponentListKeys.Next();
}
