namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>What clients of the 13.x protocol say, as far as this door knows the layout; the first byte of each packet.</summary>
public enum ArgentumClientMessage : byte
{
    /// <summary>Name, password, three bytes of version.</summary>
    LoginExistingChar = 0,
    ThrowDices = 1,

    /// <summary>Name, password, three bytes of version, race, gender, class, head (i16), e-mail, home.</summary>
    LoginNewChar = 2,
    Talk = 3,
    Yell = 4,

    /// <summary>To whom, text.</summary>
    Whisper = 5,

    /// <summary>Heading.</summary>
    Walk = 6,
    RequestPositionUpdate = 7,
    Attack = 8,
    PickUp = 9,
    SafeToggle = 10,
    ResuscitationSafeToggle = 11,
    RequestAttributes = 13,
    RequestSkills = 15,

    /// <summary>Slot, amount (i16).</summary>
    Drop = 24,

    /// <summary>X, y.</summary>
    LeftClick = 26,

    /// <summary>X, y.</summary>
    DoubleClick = 27,

    /// <summary>Slot.</summary>
    UseItem = 30,

    /// <summary>Slot.</summary>
    EquipItem = 36,

    /// <summary>Heading.</summary>
    ChangeHeading = 37,
    Online = 70,
    Quit = 71,
    Resuscitate = 80,
    Help = 82,
    RequestStats = 83,
    RequestMotd = 89,
    Uptime = 90,
    Ping = 119,

    /// <summary>From slot, to slot; some clients send what kind of move it is behind it, 0 to 2.</summary>
    MoveItem = 129,
}
