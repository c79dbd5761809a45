namespace Ecs.Tests.Testing.Mutants;

/// <summary>Nothing is wrong.</summary>
internal sealed class NoMutant : Mutant;
