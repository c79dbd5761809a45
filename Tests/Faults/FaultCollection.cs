namespace Ecs.Tests.Faults;

/// <summary>Fault runs use every core by themselves and run when no other test does, so that they disturb none that counts bytes.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection
{
    public const string Name = "fault runs";
}
