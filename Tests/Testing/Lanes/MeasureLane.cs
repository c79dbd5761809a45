namespace Ecs.Tests.Testing.Lanes;

/// <summary>The benchmarks' programs in processes of their own, which compute rather than wait: one after the other, beside tests of other lanes.</summary>
[CollectionDefinition(Name)]
public sealed class MeasureLane
{
    public const string Name = "benchmarks";
}
