using Ecs.Protocol;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>What is logged of sessions; names are cleaned before they come here.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "session {Number} is {Name} from {Address} as {Role}")]
    public static partial void Authenticated(ILogger logger, uint number, string name, string address, PlayerRole role);

    [LoggerMessage(EventId = 102, Level = LogLevel.Information, Message = "session {Number} ({Name}) has lost its connection and waits for {Seconds} s")]
    public static partial void Lost(ILogger logger, uint number, string name, int seconds);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "session {Number} ({Name}) goes on from {Address}")]
    public static partial void Resumed(ILogger logger, uint number, string name, string address);

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "session {Number} ({Name}) ended: {Reason}")]
    public static partial void Ended(ILogger logger, uint number, string name, Reason reason);
}
