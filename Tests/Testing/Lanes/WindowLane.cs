namespace Ecs.Tests.Testing.Lanes;

/// <summary>Real windows on a display without a screen: one after the other, beside tests of other lanes.</summary>
[CollectionDefinition(Name)]
public sealed class WindowLane
{
    public const string Name = "windows";
}
