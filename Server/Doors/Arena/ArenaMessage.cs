namespace Ecs.Server.Doors.Arena;

/// <summary>The first byte of a message that a client sends.</summary>
public enum ArenaRequest : byte
{
    /// <summary>string user name.</summary>
    Authenticate = 0,
    Enter = 1,

    /// <summary>f32 dx, f32 dy.</summary>
    Move = 2,
    Shoot = 3,

    /// <summary>Three bytes that nobody reads: it hurts the sender.</summary>
    HurtSelf = 4,

    /// <summary>Has no effect: the dead return by the clock.</summary>
    Respawn = 5,
    ChangeTeam = 6,
    TakePowerUp = 7,

    /// <summary>Reserved, without effect.</summary>
    Update = 8,

    /// <summary>string text.</summary>
    Chat = 100,

    /// <summary>u64 stamp.</summary>
    Ping = 254,
}

/// <summary>The first byte of a message that the server sends.</summary>
public enum ArenaAnswer : byte
{
    Authenticated = 65,
    Refused = 66,

    /// <summary>u8 67 for oneself or 101 for another, u8 id, all fields.</summary>
    Connected = 67,

    /// <summary>u8 id.</summary>
    Disconnected = 102,

    /// <summary>u8 id, u16 speed, u16 whole degrees.</summary>
    Shot = 105,

    /// <summary>u8 id, u16 mask, the fields in the mask.</summary>
    Updated = 112,

    /// <summary>string of several lines.</summary>
    Ranking = 199,

    /// <summary>string with BBCode.</summary>
    Chat = 200,

    /// <summary>string.</summary>
    Popup = 201,

    /// <summary>u64, the stamp of the ping.</summary>
    Pong = 255,
}
