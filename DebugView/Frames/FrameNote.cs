using Ecs.Simulation.Values;

namespace Ecs.DebugView.Frames;

/// <summary>What a note is about.</summary>
public enum FrameNoteKind : byte
{
    Came,
    Went,
    Chat,

    /// <summary>The operator speaks to everybody.</summary>
    ServerChat,

    /// <summary>The rules of the game speak.</summary>
    Announcement,

    /// <summary>The connection or the window itself has something to say.</summary>
    Notice,
}

/// <summary>A line for the log that is no event of the world.</summary>
/// <param name="Kind">Of the line.</param>
/// <param name="Slot">Whom it is about or who speaks; may be none.</param>
/// <param name="Name">The same one's name; may be empty.</param>
public readonly record struct FrameNote(FrameNoteKind Kind, PlayerSlot Slot, string Name)
{
    /// <summary>Where the text begins in the frame's buffer.</summary>
    internal int Start { get; init; }

    internal int Length { get; init; }
}
