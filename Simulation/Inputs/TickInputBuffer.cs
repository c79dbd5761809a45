using System.Runtime.InteropServices;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Inputs;

/// <summary>Collects the input of the next tick; reused for every tick, so it allocates only while it grows.</summary>
public sealed class TickInputBuffer
{
    private readonly List<PlayerLeave> _leaves = [];
    private readonly List<PlayerJoin> _joins = [];
    private readonly List<OperatorCommand> _orders = [];
    private readonly List<SlotAction> _actions = [];
    private readonly List<SlotCommand> _commands = [];

    public void Add(PlayerLeave leave) => _leaves.Add(leave);

    public void Add(in PlayerJoin join) => _joins.Add(join);

    public void Add(in OperatorCommand order) => _orders.Add(order);

    public void Add(in SlotAction action) => _actions.Add(action);

    public void Add(in SlotCommand command) => _commands.Add(command);

    /// <summary>The collected input as that of <paramref name="tick"/>; valid until the buffer changes.</summary>
    public TickInput For(Tick tick) => new()
    {
        Tick = tick,
        Leaves = CollectionsMarshal.AsSpan(_leaves),
        Joins = CollectionsMarshal.AsSpan(_joins),
        Orders = CollectionsMarshal.AsSpan(_orders),
        Actions = CollectionsMarshal.AsSpan(_actions),
        Commands = CollectionsMarshal.AsSpan(_commands),
    };

    public void Clear()
    {
        _leaves.Clear();
        _joins.Clear();
        _orders.Clear();
        _actions.Clear();
        _commands.Clear();
    }
}
