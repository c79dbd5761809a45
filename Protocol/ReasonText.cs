namespace Ecs.Protocol;

/// <summary>Reasons in words.</summary>
public static class ReasonText
{
    /// <summary>For people, in few words.</summary>
    public static string Of(Reason reason) => reason switch
    {
        Reason.WrongVersion => "wrong version",
        Reason.BadName => "bad name",
        Reason.NameTaken => "name taken",
        Reason.ServerFull => "server full",
        Reason.RoomFull => "room full",
        Reason.NoSuchRoom => "no such room",
        Reason.OutOfOrder => "out of order",
        Reason.NotAllowed => "not allowed",
        Reason.Rate => "too much traffic",
        Reason.Kicked => "kicked",
        Reason.ServerStopping => "server stopping",
        Reason.Timeout => "timeout",
        Reason.MalformedTraffic => "malformed",
        Reason.Left => "goodbye",
        Reason.WrongProtocol => "wrong protocol",
        Reason.BadToken => "bad token",
        Reason.AlreadyDone => "already done",
        Reason.ConnectionLost => "connection lost",
        Reason.Banned => "banned",
        Reason.Resumed => "resumed elsewhere",
        Reason.Reconnect => "connect anew",
        Reason.NarrowPath => "narrow path",
        Reason.NoSuchMap => "no such map",
        Reason.MapTooLong => "map too long",
        Reason.WrongPassword => "wrong password",
        Reason.NameRegistered => "name registered",
        Reason.AccountRequired => "account required",
        Reason.WrongRoomPassword => "wrong room password",
        _ => "",
    };
}
