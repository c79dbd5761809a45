namespace Ecs.Server.Options;

/// <summary>What options may name: the modes and the kinds of doors that the program has.</summary>
/// <param name="Modes">At least one.</param>
/// <param name="Doors">Beside the native one.</param>
public sealed record KnownNames(IReadOnlyList<string> Modes, IReadOnlyList<KnownDoor> Doors)
{
    public static KnownNames None { get; } = new([], []);

    /// <summary>The door of that name, or null.</summary>
    public KnownDoor? Door(string name) => Doors.FirstOrDefault(door => door.Name == name);
}

/// <summary>A kind of door, as far as options know it.</summary>
/// <param name="Name">As options spell it.</param>
/// <param name="Port">Where it listens unless somebody chooses.</param>
/// <param name="Modes">Of the rooms that it can lead to; the first is the one that it opens a room of.</param>
public sealed record KnownDoor(string Name, int Port, IReadOnlyList<string> Modes)
{
    /// <summary>Whether its clients can log in.</summary>
    public bool HasAccounts { get; init; }
}
