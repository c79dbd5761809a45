using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Simulation;
using Ecs.Simulation.Maps;

namespace Ecs.Client;

/// <summary>Who connects and where to.</summary>
public sealed record ClientOptions
{
    /// <summary>As typed; the server cleans it and answers with the name that others see.</summary>
    public string Name { get; init; } = "player";

    /// <summary>Empty, or what gives another role.</summary>
    public string Token { get; init; } = "";

    /// <summary>
    /// Of the account that has the name; empty for a guest. It is proved and never sent; with a <see cref="Token"/> or <see cref="Resume"/> it is
    /// not used.
    /// </summary>
    public string Password { get; init; } = "";

    /// <summary>A room's name or a mode's; empty for the server's default room.</summary>
    public string Room { get; init; } = "";

    /// <summary><see cref="PlayerRole.Player"/> or <see cref="PlayerRole.Spectator"/>.</summary>
    public PlayerRole Role { get; init; }

    /// <summary>Of a room that is locked; empty when it is not.</summary>
    public string RoomPassword { get; init; } = "";

    /// <summary>Ask for the room as soon as the session exists; off for whoever has a scene to load before.</summary>
    public bool EntersAtOnce { get; init; } = true;

    /// <summary>Go on with the session when its connection is lost. Off for whoever would rather hear of the end at once.</summary>
    public bool Resumes { get; init; } = true;

    /// <summary>
    /// <see cref="GameClient.ResumeToken"/> of a program that ran before and lost its connection, to go on where it was; none for a new session.
    /// </summary>
    public ResumeToken? Resume { get; init; }

    /// <summary>Snapshots are made of what a server's games have; clients that share what they know of it ask once.</summary>
    public SchemaStore Schemas { get; init; } = new();

    /// <summary>Keep what <see cref="GameClient.Interpolation"/> draws of others. Off for whoever looks at the newest snapshot, as bots do.</summary>
    public bool Interpolates { get; init; }

    /// <summary>
    /// Games that the client can play itself: in a room of one of them it predicts its own avatar (<see cref="GameClient.Prediction"/>), once it has the room's map. Null: it predicts nothing.
    /// </summary>
    public GameTable? Games { get; init; }

    /// <summary>Maps that are here already, told apart by their hashes; any other that a prediction needs is asked of the server.</summary>
    public IReadOnlyList<Map> Maps { get; init; } = [];

    /// <summary>Draws the pauses between tries to come back, so that many clients of one server do not come back together.</summary>
    public Random Chance { get; init; } = Random.Shared;

    /// <summary>Without an answer to a request of the handshake for so long, the client gives up (timeout).</summary>
    public int HandshakeTimeoutMilliseconds { get; init; } = 10_000;

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(ClientOptions)} {{ {Name}, {Room}, {Role} }}";
}
