namespace Ecs.Server.Options;

/// <summary>What all sources together say about the start.</summary>
/// <param name="Options">Usable when there is no fault.</param>
/// <param name="Faults">A line each, naming the key; with any of them the server does not start.</param>
/// <param name="Warnings">A line each: keys that nothing knows.</param>
public sealed record StartOptions(ServerOptions Options, IReadOnlyList<string> Faults, IReadOnlyList<string> Warnings)
{
    /// <summary>What was said, and by which source; of several that say the same key the one that counts.</summary>
    public IReadOnlyList<GivenSetting> Given { get; init; } = [];
}
