namespace Ecs.Tests.Faults.Relay;

/// <summary>How a run went.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Fault">What did not hold, in words; empty when everything did.</param>
/// <param name="Recovery">From the moment in which the network healed to the one in which everybody was well.</param>
/// <param name="Last">What was missing last, before everybody was well.</param>
/// <param name="Counts">What the relay did.</param>
/// <param name="Sessions">Connections that were dialled, by all clients together.</param>
internal sealed record RelayOutcome(RelayPlan Plan, string Fault, TimeSpan Recovery, string Last, RelayCounts Counts, int Sessions)
{
    public bool Holds => Fault.Length == 0;
}
