namespace Ecs.Tests.Testing.Mutants;

/// <summary>Nothing is wrong but that it is somebody else who replicates: what finds the faulty ones does not find this one.</summary>
internal sealed class SoundReplication : FaultyReplication;
