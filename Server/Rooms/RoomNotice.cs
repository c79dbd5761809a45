using Ecs.Protocol;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

public enum RoomNoticeKind
{
    /// <summary>Slot, Name, Avatar, Team, IsBot.</summary>
    PlayerCame,

    /// <summary>Slot, Name, Reason.</summary>
    PlayerWent,

    /// <summary>Like <see cref="PlayerCame"/>, of somebody who is here: the team is another one.</summary>
    PlayerChanged,

    /// <summary>Slot or none, Name, a text: somebody in the room speaks.</summary>
    Chat,

    /// <summary>A text: the operator speaks.</summary>
    ServerChat,

    /// <summary>A text: the rules speak.</summary>
    Announcement,
}

/// <summary>Something that everyone in the room is told, in the order in which it happened; lives for one server tick.</summary>
public readonly record struct RoomNotice(RoomNoticeKind Kind, PlayerSlot Slot, string Name)
{
    public EntityId Avatar { get; init; }

    public byte Team { get; init; }

    public bool IsBot { get; init; }

    public Reason Reason { get; init; }

    /// <summary>Where the text stands in the notices' buffer; <see cref="RoomNotices.TextOf"/> reads it.</summary>
    internal Range Text { get; init; }
}
