using Ecs.Protocol;

namespace Ecs.Server.Metrics;

/// <summary>
/// Why something that arrived had no effect. One counter each, named as in <see cref="DropCauses.NameOf"/>; the list is
/// fixed, so peers can never create a label.
/// </summary>
public enum DropCause
{
    /// <summary>A message without a byte.</summary>
    Empty,
    TooLong,
    Malformed,
    UnknownMessage,
    OutOfRange,
    WrongLane,
    OutOfOrder,
    Rate,

    /// <summary>A command for a tick that has run.</summary>
    InputLate,

    /// <summary>A command too far ahead.</summary>
    InputEarly,

    /// <summary>A command for a tick already filled.</summary>
    InputDuplicate,

    /// <summary>Input of a connection that is in no room.</summary>
    InputBeforeEntering,

    /// <summary>What a command says that its player saw, when no snapshot that it has shows that moment; the command itself counts.</summary>
    SeenNeverSent,

    /// <summary>More rare acts than one player may have waiting.</summary>
    ActionOverflow,

    /// <summary>A bounded queue of the server was full.</summary>
    QueueFull,

    /// <summary>A connection refused because the server is full or stopping.</summary>
    Refused,

    /// <summary>A connection that did not prove itself or fell silent.</summary>
    Timeout,

    /// <summary>A socket reported an error for one packet.</summary>
    Socket,

    /// <summary>A connection of a trusted proxy whose head of the PROXY protocol cannot be read, or is not there where it must be.</summary>
    ProxyHead,

    /// <summary>A request of a trusted proxy that does not say clearly for whom it is.</summary>
    Forwarded,

    /// <summary>A connection refused because the process may not have more files open.</summary>
    NoHandle,

    /// <summary>A datagram that the transport has no meaning for here.</summary>
    BadDatagram,

    /// <summary>A request to connect that has not proven its address; it was told how.</summary>
    NoCookie,

    /// <summary>A datagram of an address without a connection that can be no client's who moved.</summary>
    Stranger,

    /// <summary>Strangers over what one address, or all of them, may ask.</summary>
    StrangerRate,

    /// <summary>A part of a larger message; clients send none.</summary>
    Fragment,

    /// <summary>A merged datagram with what only a whole one may be.</summary>
    NestedMerge,

    /// <summary>More messages in one datagram than clients say at once.</summary>
    LongList,

    /// <summary>A refusal of a connection that we did not ask for.</summary>
    ForgedRefusal,

    /// <summary>A token that gives nothing: forged, used, too old or of another name.</summary>
    BadToken,

    /// <summary>The machine's clock was set while there were connections that need it; all of them connect anew.</summary>
    ClockStep,

    /// <summary>A client at a door that leads to no room, or none any more.</summary>
    NoRoom,

    /// <summary>Chat or an event that a client was not told, because its budget has had no room for two seconds.</summary>
    OverBudget,
}

/// <summary>Names of the causes, as metrics and reports spell them.</summary>
public static class DropCauses
{
    public static int Count => (int)DropCause.OverBudget + 1;

    /// <summary>Why a message that cannot be read has none.</summary>
    public static DropCause Of(ReadFault fault) => fault switch
    {
        ReadFault.Empty => DropCause.Empty,
        ReadFault.TooLong => DropCause.TooLong,
        ReadFault.UnknownMessage => DropCause.UnknownMessage,
        ReadFault.OutOfRange => DropCause.OutOfRange,
        ReadFault.WrongLane => DropCause.WrongLane,
        _ => DropCause.Malformed,
    };

    public static string NameOf(DropCause cause) => cause switch
    {
        DropCause.Empty => "empty",
        DropCause.TooLong => "too-long",
        DropCause.Malformed => "malformed",
        DropCause.UnknownMessage => "unknown-message",
        DropCause.OutOfRange => "out-of-range",
        DropCause.WrongLane => "wrong-lane",
        DropCause.OutOfOrder => "out-of-order",
        DropCause.Rate => "rate",
        DropCause.InputLate => "input-late",
        DropCause.InputEarly => "input-early",
        DropCause.InputDuplicate => "input-duplicate",
        DropCause.InputBeforeEntering => "input-before-entering",
        DropCause.SeenNeverSent => "seen-never-sent",
        DropCause.ActionOverflow => "action-overflow",
        DropCause.QueueFull => "queue-full",
        DropCause.Refused => "refused",
        DropCause.Timeout => "timeout",
        DropCause.Socket => "socket",
        DropCause.ProxyHead => "proxy-head",
        DropCause.Forwarded => "forwarded",
        DropCause.NoHandle => "no-handle",
        DropCause.BadDatagram => "bad-datagram",
        DropCause.NoCookie => "no-cookie",
        DropCause.Stranger => "stranger",
        DropCause.StrangerRate => "stranger-rate",
        DropCause.Fragment => "fragment",
        DropCause.NestedMerge => "nested-merge",
        DropCause.LongList => "long-list",
        DropCause.ForgedRefusal => "forged-refusal",
        DropCause.BadToken => "bad-token",
        DropCause.ClockStep => "clock-step",
        DropCause.NoRoom => "no-room",
        DropCause.OverBudget => "over-budget",
        _ => "other",
    };
}
