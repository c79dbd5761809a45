namespace Ecs.Tests.Server.Doors;

/// <summary>Somebody behind any door, by what all doors have in common.</summary>
internal sealed class Visitor
{
    /// <summary>Unique in the process.</summary>
    public required string Name { get; init; }

    /// <summary>The mode and the name of the room behind the door.</summary>
    public required string Room { get; init; }

    /// <summary>Writes a line; null where the wire has no words.</summary>
    public required Action<string>? Say { get; init; }

    /// <summary>Says something to one person.</summary>
    public required Action<string, string>? Whisper { get; init; }

    /// <summary>The lines heard since the last call.</summary>
    public required Func<List<string>> Hear { get; init; }

    /// <summary>What was said at the end of the connection; empty where it ended without a word, null while it goes on.</summary>
    public required Func<string?> End { get; init; }

    /// <summary>The client goes without a word.</summary>
    public required Action Vanish { get; init; }
}
