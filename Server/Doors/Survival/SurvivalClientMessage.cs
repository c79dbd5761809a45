namespace Ecs.Server.Doors.Survival;

/// <summary>One message of a client, read and within its ranges. Fields that the packet does not have are empty.</summary>
/// <param name="Packet">What it is.</param>
public readonly record struct SurvivalClientMessage(SurvivalClientPacket Packet)
{
    /// <summary>Radians, finite; null for none.</summary>
    public double? Angle { get; init; }

    /// <summary>Attack on, or the selected id is a weapon.</summary>
    public bool Flag { get; init; }

    /// <summary>The selected id, 0 to 255.</summary>
    public int Item { get; init; }

    /// <summary>A name or a chat line as it was written.</summary>
    public string Text { get; init; } = "";

    public SurvivalClientMessage()
        : this(default)
    {
    }
}
