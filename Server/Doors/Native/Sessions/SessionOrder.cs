using Ecs.Protocol;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>Which message is legal when: the table of docs/protocol.md, "Order".</summary>
public static class SessionOrder
{
    /// <summary><see cref="Reason.None"/> when the message may be obeyed, else why it is refused.</summary>
    public static Reason Judge(NativeState state, MessageId id) => state switch
    {
        // The path may change at any time, and is measured while everything else goes on.
        not NativeState.Closed when id is MessageId.PathProbe or MessageId.PathFound => Reason.None,
        NativeState.Connected => id is MessageId.RequestAuth or MessageId.AuthProof ? Reason.None : Reason.OutOfOrder,
        NativeState.Authenticated => id switch
        {
            MessageId.RequestRooms or MessageId.RequestEnter or MessageId.Leave => Reason.None,
            MessageId.RequestAuth or MessageId.AuthProof => Reason.AlreadyDone,
            _ => Reason.OutOfOrder,
        },
        NativeState.Entering => id switch
        {
            MessageId.RequestRooms or MessageId.Leave => Reason.None,
            MessageId.RequestAuth or MessageId.AuthProof or MessageId.RequestEnter => Reason.AlreadyDone,
            _ => Reason.OutOfOrder,
        },
        NativeState.InRoom => id is MessageId.RequestAuth or MessageId.AuthProof or MessageId.RequestEnter ? Reason.AlreadyDone : Reason.None,
        _ => Reason.OutOfOrder,
    };
}
