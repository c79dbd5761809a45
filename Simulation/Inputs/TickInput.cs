using Ecs.Simulation.Values;

namespace Ecs.Simulation.Inputs;

/// <summary>
/// Everything from outside that one tick of one world sees. Same state and same input give the same next state, on every
/// machine. Order inside each list matters and is the server's to fix; a list may be empty.
/// </summary>
public readonly ref struct TickInput
{
    /// <summary>The tick that this input belongs to: the world's current tick plus one.</summary>
    public required Tick Tick { get; init; }

    public ReadOnlySpan<PlayerLeave> Leaves { get; init; }

    public ReadOnlySpan<PlayerJoin> Joins { get; init; }

    public ReadOnlySpan<OperatorCommand> Orders { get; init; }

    public ReadOnlySpan<SlotAction> Actions { get; init; }

    /// <summary>At most one per seat. A seat without one repeats its last move without buttons for six ticks, then rests.</summary>
    public ReadOnlySpan<SlotCommand> Commands { get; init; }
}
