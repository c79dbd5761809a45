namespace Ecs.Server.Doors.Survival;

/// <summary>What the clients of the survival door say. The comment gives the arguments.</summary>
public enum SurvivalClientPacket
{
    /// <summary>{ name, moofoll, skin }; only the name counts.</summary>
    Spawn,

    /// <summary>An angle in radians, 0 to the right and growing clockwise, or nil to stop.</summary>
    Move,

    /// <summary>An angle in radians.</summary>
    Aim,

    /// <summary>1 or 0, an angle or nil.</summary>
    Attack,

    /// <summary>An id, whether it is a weapon.</summary>
    Select,

    /// <summary>Attack by itself, hold the aim: known, without effect.</summary>
    Toggle,

    /// <summary>Stop moving: nothing.</summary>
    Stop,

    /// <summary>A text.</summary>
    Chat,

    /// <summary>Nothing.</summary>
    Ping,

    /// <summary>Hats and accessories: known, without effect.</summary>
    Store,
}
