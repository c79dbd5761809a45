namespace Ecs.Tests.Testing.Lanes;

/// <summary>Servers and clients in processes of their own, which mostly wait: one after the other, beside tests of other lanes.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessLane
{
    public const string Name = "processes";
}
