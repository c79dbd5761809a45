using Ecs.Server.Base;

namespace Ecs.Server.Doors;

/// <summary>Opens one kind of door. Returns an exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault and no door.</summary>
public delegate int DoorOpener(DoorOpening opening, out IDoor? door, out string fault);

/// <summary>A kind of door: one wire, whatever rooms lie behind it.</summary>
/// <param name="Name">As options spell it.</param>
/// <param name="Port">Where it listens unless somebody chooses, 1 to 65,535.</param>
/// <param name="Modes">Of the rooms that its wire can tell of; the first is the one it opens a room of.</param>
/// <param name="Open">Opens one.</param>
public sealed record DoorKind(string Name, int Port, IReadOnlyList<string> Modes, DoorOpener Open)
{
    /// <summary>Whether its clients can log in; where accounts are required, no other door opens.</summary>
    public bool HasAccounts { get; init; }
}
