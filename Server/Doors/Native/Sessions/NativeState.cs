namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>How far a native connection has come.</summary>
public enum NativeState
{
    /// <summary>Connected and nothing more; holds only before the first successful RequestAuth.</summary>
    Connected,

    /// <summary>Has a name and a role, and is in no room.</summary>
    Authenticated,

    /// <summary>Has a seat, or a place among the spectators, and waits for the room's next tick.</summary>
    Entering,

    /// <summary>Has been sent Entered, hears the room and may act in it.</summary>
    InRoom,

    /// <summary>
    /// Its connection is lost. It keeps its name, seat and avatar, which stands still, and waits for its player for <see
    /// cref="Ecs.Protocol.Limits.ResumeSeconds"/>.
    /// </summary>
    Away,

    /// <summary>Over; nothing it sends is heard.</summary>
    Closed,
}
