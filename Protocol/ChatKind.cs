namespace Ecs.Protocol;

/// <summary>Who speaks in a received chat line.</summary>
public enum ChatKind : byte
{
    Player = 0,

    /// <summary>The operator at the console.</summary>
    Server = 1,

    /// <summary>For this client only.</summary>
    PrivateNotice = 2,

    /// <summary>The mode, to everyone in the room.</summary>
    Announcement = 3,
}
