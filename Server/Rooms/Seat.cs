using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>How far a player's stay in a room has come.</summary>
public enum SeatState
{
    /// <summary>The next tick of the world takes the join; there is no avatar yet.</summary>
    Joining,

    /// <summary>The avatar is in the world.</summary>
    Playing,

    /// <summary>The next tick of the world takes the leave; nothing is heard from the player any more.</summary>
    Leaving,

    /// <summary>The stay is over; whoever still holds the seat holds nothing.</summary>
    Gone,
}

/// <summary>
/// One stay of one player in one room. Every door offers its players' commands here, whatever its own wire is. The object
/// is made for the stay and never used for another, so an old one cannot move somebody else's avatar.
/// </summary>
public sealed class Seat
{
    /// <summary>Rare acts of a player that may wait, sixteen ticks' worth; more are refused.</summary>
    public const int ActionLimit = 16 * PlayerAction.PerTickLimit;

    private readonly BoundedQueue<PlayerAction> _actions = new(ActionLimit);

    internal Seat(Room room, PlayerSlot slot, string name, bool isBot, InputBuffer inputs)
    {
        Room = room;
        Slot = slot;
        Name = name;
        IsBot = isBot;
        Inputs = inputs;
    }

    public Room Room { get; }

    public PlayerSlot Slot { get; }

    public string Name { get; }

    public bool IsBot { get; }

    /// <summary>When it was taken, on the server's clock.</summary>
    public TimeSpan Since { get; internal init; }

    public SeatState State { get; internal set; } = SeatState.Joining;

    /// <summary>None before the join has been taken.</summary>
    public EntityId Avatar { get; internal set; }

    public InputBuffer Inputs { get; }

    internal ReadOnlyMemory<byte> Character { get; init; }

    internal Reason LeaveReason { get; set; }

    /// <summary>Offers a command for the tick in its stamp.</summary>
    public InputVerdict Offer(in PlayerCommand command) =>
        State == SeatState.Playing ? Inputs.Offer(command) : InputVerdict.Absent;

    /// <summary>Offers a command for the next tick that has none; for wires without tick numbers.</summary>
    public InputVerdict OfferNext(in PlayerCommand command) =>
        State == SeatState.Playing ? Inputs.OfferNext(command) : InputVerdict.Absent;

    /// <summary>Queues a rare act; false when too many wait already, or the player is not in the world.</summary>
    public bool TryAct(in PlayerAction action) => State == SeatState.Playing && _actions.TryAdd(action);

    /// <summary>Gives the next tick of the world one command and some acts.</summary>
    internal void TakeInto(TickInputBuffer input)
    {
        for (var count = 0; count < PlayerAction.PerTickLimit && _actions.TryTake(out var action); count++)
            input.Add(new SlotAction(Slot, action));

        if (Inputs.TakeNext(out var command))
            input.Add(new SlotCommand(Slot, command));
    }
}
