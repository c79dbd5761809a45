namespace Ecs.Server.Rooms;

/// <summary>What became of one offered command.</summary>
public enum InputVerdict
{
    /// <summary>Waits for its tick.</summary>
    Taken,

    /// <summary>Its tick has run.</summary>
    Late,

    /// <summary>Its tick is further away than the buffer is deep.</summary>
    Early,

    /// <summary>Its tick has a command already, waiting or applied.</summary>
    Duplicate,

    /// <summary>The player has left, or is not in the world yet.</summary>
    Absent,
}
