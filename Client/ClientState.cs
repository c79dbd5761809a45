namespace Ecs.Client;

/// <summary>
/// How far a client has come. It only moves down this list, but for a refusal, which takes it one step back, and for a lost connection,
/// which takes it to <see cref="Returning"/>.
/// </summary>
public enum ClientState
{
    /// <summary>Made; <see cref="GameClient.Connect"/> was not called yet.</summary>
    Disconnected,

    /// <summary>The connection is lost and the session waits: connecting anew, by itself, for as long as it may last.</summary>
    Returning,

    /// <summary>The transport is on its way to the server.</summary>
    Connecting,

    /// <summary>Connected; the server refused the name or token and would listen to another.</summary>
    Connected,

    /// <summary>Asked to be let in; no answer yet.</summary>
    Authenticating,

    /// <summary>The session exists, the player does not; the scene may be loaded now.</summary>
    Authenticated,

    /// <summary>Asked for a room; no answer yet.</summary>
    Entering,

    /// <summary>In the room with an avatar.</summary>
    Playing,

    /// <summary>In the room without one.</summary>
    Spectating,

    /// <summary>Over; <see cref="GameClient.EndReason"/> says why. Make a new client to try again.</summary>
    Ended,
}
