using Ecs.Protocol;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Rooms;

/// <summary>What is logged of rooms: the people who come and go, whatever door they take. Names are cleaned before they come here.</summary>
internal static partial class RoomLog
{
    [LoggerMessage(EventId = 160, Level = LogLevel.Information, Message = "{Name} enters {Room} from {Address}")]
    public static partial void Came(ILogger logger, string name, string room, string address);

    [LoggerMessage(EventId = 161, Level = LogLevel.Information, Message = "{Name} leaves {Room}: {Reason}")]
    public static partial void Went(ILogger logger, string name, string room, Reason reason);
}
