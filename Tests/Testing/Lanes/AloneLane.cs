namespace Ecs.Tests.Testing.Lanes;

/// <summary>
/// Nothing runs beside these. Bytes are counted (a collection that another test causes charges this thread with space that it never used),
/// a flood must not take the processor from whoever it may not harm, or something of the whole process is changed.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneLane
{
    public const string Name = "alone";
}
