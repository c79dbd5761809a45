using Ecs.Server.Rooms;

namespace Ecs.Server.Admin;

/// <summary>Begins and ends recordings while rooms play, and knows where they lie. All but <see cref="BasePath"/> belongs to the tick's thread.</summary>
internal interface IRoomRecorder
{
    /// <summary>The file that recordings are called after: each is called like it, with a dot and more behind it, or like it alone.</summary>
    string BasePath { get; }

    /// <summary>Begins to record a room; false, with a sentence, when it is recorded already or its file cannot be made.</summary>
    bool TryStart(Room room, out string fault);

    /// <summary>Ends the recording of a room, which is whole then; false when there is none.</summary>
    bool TryStop(Room room);

    /// <summary>The name of the file that a room is being recorded in; null for none.</summary>
    string? FileOf(Room room);
}
