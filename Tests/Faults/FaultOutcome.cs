namespace Ecs.Tests.Faults;

/// <summary>How a run went.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Rule">What did not hold; empty when everything did.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Tick">How far the run came.</param>
/// <param name="Trace">All packets with their times, as one number.</param>
/// <param name="Packets">How many they were.</param>
internal sealed record FaultOutcome(FaultPlan Plan, string Rule, string Text, int Tick, ulong Trace, long Packets)
{
    public bool Holds => Rule.Length == 0;
}
