namespace Ecs.Server.Doors.Survival;

/// <summary>What the survival door says to its clients. The comment gives the arguments.</summary>
public enum ServerPacket
{
    /// <summary>The connection's id, a string.</summary>
    Init,

    /// <summary>{ teams: [] }.</summary>
    Clans,

    /// <summary>Why the connection ends.</summary>
    Disconnect,

    /// <summary>You are in: your sid.</summary>
    Welcome,

    /// <summary>[id, sid, name, x, y, dir, health, maxHealth, scale, skinColor], isYou.</summary>
    AddPlayer,

    /// <summary>The player's id, a string.</summary>
    RemovePlayer,

    /// <summary>One flat array, thirteen values per player.</summary>
    UpdatePlayers,

    /// <summary>One flat array: sid, name, score per row.</summary>
    Leaderboard,

    /// <summary>One flat array, eight values per object.</summary>
    LoadObjects,

    /// <summary>sid, 1 when something was hit, weapon.</summary>
    Attack,

    /// <summary>Direction, sid of the object.</summary>
    Wiggle,

    /// <summary>Name of the property, value, 1 to draw it anew.</summary>
    OwnValue,

    /// <summary>sid, health.</summary>
    Health,

    /// <summary>You died: nothing.</summary>
    Died,

    /// <summary>Seconds until the server ends.</summary>
    Shutdown,

    /// <summary>sid, text.</summary>
    Chat,

    /// <summary>x, y, value, type.</summary>
    FloatingText,

    /// <summary>The answer to a ping: nothing.</summary>
    Pong,
}
