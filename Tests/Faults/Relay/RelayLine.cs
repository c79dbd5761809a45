using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Faults.Relay;

/// <summary>
/// How one direction of a relay treats datagrams, whatever is in them: nothing here knows lanes, so what the conditions say of one lane
/// holds for all.
/// </summary>
internal sealed record RelayLine
{
    public static RelayLine Perfect { get; } = new();

    public LinkConditions Conditions { get; init; } = LinkConditions.Perfect;

    /// <summary>Bytes of payload; longer datagrams vanish without a word, as where a tunnel drops what it would have to cut.</summary>
    public int SizeLimit { get; init; } = int.MaxValue;

    /// <summary>Nothing gets through.</summary>
    public bool IsCut { get; init; }
}
