using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors;

/// <summary>Opens one kind of door. Returns an exit code; anything but <see cref="ExitCode.Ok"/> comes with one line of fault and no door.</summary>
internal delegate int DoorOpener(DoorOpening opening, out IDoor? door, out string fault);

/// <summary>What a door is opened with.</summary>
/// <param name="Server">Whose door it is.</param>
/// <param name="Room">Of the door's mode.</param>
/// <param name="EndPoint">Where to listen; port 0 takes any free one.</param>
/// <param name="Options">As the operator chose them.</param>
/// <param name="Metrics">Of the server.</param>
/// <param name="Logs">For what an operator should know.</param>
internal sealed record DoorOpening(
    GameServer Server,
    Room Room,
    IPEndPoint EndPoint,
    ServerOptions Options,
    ServerMetrics Metrics,
    ILoggerFactory Logs);
