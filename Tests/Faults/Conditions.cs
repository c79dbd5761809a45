using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Faults;

/// <summary>What all faults of a tick together make of a client: its line, its clock, whether it stands still.</summary>
internal static class Conditions
{
    /// <summary>A client that was told damaged bytes is believed again so many ticks later.</summary>
    private const int DamageTicks = 150;
    private const double LossOfLongDelay = 0.1;
    private static readonly TimeSpan LongDelay = TimeSpan.FromMilliseconds(300);

    public static void Apply(FaultPlan plan, FaultClient client, int tick)
    {
        var state = LineState.Perfect;
        var rate = 1.0;
        var stalled = false;
        foreach (var fault in plan.Faults)
        {
            if (!fault.IsOn(tick) || plan.Clients <= fault.Client || client.Name != $"c{fault.Client}")
                continue;

            rate += fault.Kind == FaultKind.Drift ? fault.Level : 0;
            stalled |= fault.Kind == FaultKind.ClientStall;
            if (fault.Kind == FaultKind.Corruption)
                client.DamagedUntil = tick + DamageTicks;

            state = new(
                fault.Up ? Worse(state.Up, fault) : state.Up,
                fault.Down ? Worse(state.Down, fault) : state.Down,
                state.IsUpHeld | (fault.Up && IsCut(fault.Kind)),
                state.IsDownHeld | (fault.Down && IsCut(fault.Kind)));
        }

        client.Shape(new(Bearable(state.Up), Bearable(state.Down), state.IsUpHeld, state.IsDownHeld));
        client.Time.Rate = rate;
        client.IsStalled = stalled;
    }

    private static bool IsCut(FaultKind kind) => kind is FaultKind.Partition or FaultKind.Burst;

    /// <summary>
    /// Where a loss on the control lane costs two seconds it must stay rare: what was resent before the line healed keeps its
    /// time of arrival, and must be there before the run ends.
    /// </summary>
    private static LinkConditions Bearable(LinkConditions line) =>
        line.Delay > LongDelay && line.Loss > LossOfLongDelay ? line with { Loss = LossOfLongDelay } : line;

    private static LinkConditions Worse(LinkConditions line, in Fault fault) => fault.Kind switch
    {
        FaultKind.Loss => line with { Loss = Math.Max(line.Loss, fault.Level) },
        FaultKind.Duplicate => line with { Duplicate = fault.Level },
        FaultKind.Reorder => line with { Reorder = fault.Level, Jitter = TimeSpan.FromSeconds(fault.Level / 4) },
        FaultKind.Delay => line with { Delay = TimeSpan.FromSeconds(fault.Level), Jitter = TimeSpan.FromSeconds(fault.Level / 5) },
        FaultKind.RateCap => line with { BytesPerSecond = (int)fault.Level },
        FaultKind.Corruption => line with { Corrupt = fault.Level },
        _ => line,
    };
}
