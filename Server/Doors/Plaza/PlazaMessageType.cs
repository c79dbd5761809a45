namespace Ecs.Server.Doors.Plaza;

/// <summary>The first byte of every message. Those above 16 are ours; the original client passes over what it does not know.</summary>
public enum PlazaMessageType : byte
{
    PlayerUpdate = 1,
    PlayerJoin = 2,
    PlayerLeave = 3,
    ChatMessage = 4,
    WorldState = 5,

    /// <summary>How a player is called.</summary>
    PlayerName = 17,

    /// <summary>The area and the walls.</summary>
    Map = 18,
}
