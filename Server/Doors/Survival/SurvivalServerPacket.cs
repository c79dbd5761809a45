namespace Ecs.Server.Doors.Survival;

/// <summary>
/// What a server of the survival wire may say to its clients, the whole table. The comment gives the arguments; what is of things
/// that this game does not have is never sent.
/// </summary>
public enum SurvivalServerPacket
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

    /// <summary>One flat array, seven values per animal: sid, index, x, y, dir, health, name. Never sent.</summary>
    Animals,

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

    /// <summary>sid of an object.</summary>
    ObjectGone,

    /// <summary>sid of the owner. Never sent: nobody builds.</summary>
    ObjectsOfPlayerGone,

    /// <summary>Group of items, count. Never sent.</summary>
    ItemCounts,

    /// <summary>Experience, how much is needed, age. Never sent.</summary>
    Age,

    /// <summary>Points to spend, age. Never sent.</summary>
    Upgrades,

    /// <summary>An array of ids, 1 when they are weapons and 0 when they are items.</summary>
    ActionBar,

    /// <summary>x, y, direction, range, speed, index, layer, sid. Never sent.</summary>
    AddProjectile,

    /// <summary>sid, new range. Never sent.</summary>
    RemoveProjectile,

    /// <summary>Seconds until the server ends.</summary>
    Shutdown,

    /// <summary>sid, text.</summary>
    Chat,

    /// <summary>One flat array: x, y of each of the clan. Never sent: there are no clans.</summary>
    Minimap,

    /// <summary>x, y, value, type.</summary>
    FloatingText,

    /// <summary>The answer to a ping: nothing.</summary>
    Pong,
}
