namespace Ecs.Protocol;

/// <summary>Why a message was refused; each has a counter of that name.</summary>
public enum ReadFault : byte
{
    None = 0,

    /// <summary>No bytes.</summary>
    Empty,

    /// <summary>More bytes than the lane carries.</summary>
    TooLong,

    /// <summary>Not the layout: wrong type or count, cut short, or bytes behind the end.</summary>
    Malformed,

    /// <summary>An id that the other side does not send.</summary>
    UnknownMessage,

    /// <summary>The layout, but a value, text or length outside its range.</summary>
    OutOfRange,

    /// <summary>A known message on the lane that does not carry it.</summary>
    WrongLane,
}
