namespace Ecs.Benchmarks.Doors;

/// <summary>The original clients of one game, played by scripts over real sockets against a server of its own.</summary>
internal interface IDoorStory
{
    /// <summary>Of the door and its room.</summary>
    string Mode { get; }

    /// <summary>Plays for about so long and returns what was measured.</summary>
    /// <exception cref="StoryException">Something happened that the original client would not have liked.</exception>
    object Play(TimeSpan length);
}
