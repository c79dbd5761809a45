using Ecs.Server;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Storage.Accounts;
using Microsoft.Extensions.Logging;

namespace Ecs.Tests.Testing;

/// <summary>Opens native doors as the composition root does.</summary>
internal static class NativeDoors
{
    public static NativeDoor OpenNativeDoor(
        this GameServer server, ICarrier carrier, NativeOptions? sessions = null, ILogger? log = null, AccountClient? accounts = null)
    {
        var door = new NativeDoor([carrier], sessions ?? new NativeOptions(), server.Context, log, accounts);
        server.OpenDoor(door);
        return door;
    }
}
