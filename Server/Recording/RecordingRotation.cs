namespace Ecs.Server.Recording;

/// <summary>A recording goes on in another file, beginning with a checkpoint, when one has its size: each is whole and is run by itself.</summary>
/// <param name="Bytes">From which on, at the next checkpoint.</param>
/// <param name="Next">Makes the file. Called on the recording's own thread, when the file before is closed; what it throws ends the recording.</param>
/// <param name="Time">Of day, for the new file's header.</param>
public sealed record RecordingRotation(long Bytes, Func<Stream> Next, TimeProvider Time);
