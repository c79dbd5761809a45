using Ecs.Protocol;
using Ecs.Server.Rooms;

namespace Ecs.Server.Console;

/// <summary>Who typed a command, what they may do, and the room that they mean when they name none.</summary>
public sealed class CommandCaller(string name, CommandRight right)
{
    public string Name { get; } = name;

    public CommandRight Right { get; } = right;

    /// <summary>Whether whoever speaks for the caller logs its commands, all of them.</summary>
    public bool IsAudited { get; init; }

    /// <summary>Null also when it has closed; where another has taken its place, that one.</summary>
    public Room? Room
    {
        get
        {
            while (field is { Successor: { } next })
                field = next;
            return field is { IsClosed: false } ? field : null;
        }
        set;
    }

    /// <summary>The caller's own seat, or null for the console and for spectators.</summary>
    public Seat? Seat { get; init; }

    public static CommandCaller Of(Guest guest) =>
        new(guest.Name, guest.Role == PlayerRole.Operator ? CommandRight.Operator : CommandRight.Anyone)
        {
            Room = guest.Room,
            Seat = guest.Seat,
        };
}
