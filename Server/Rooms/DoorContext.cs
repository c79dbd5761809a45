using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Simulation;

namespace Ecs.Server.Rooms;

/// <summary>What all doors of a server share, and their guests. Everything here belongs to the tick's thread.</summary>
/// <param name="Clock">The server's time.</param>
/// <param name="Metrics">Where drops are counted.</param>
/// <param name="Names">Who is here, and which names are taken.</param>
/// <param name="Operators">Where lines that are commands go.</param>
/// <param name="Rooms">All that are open.</param>
/// <param name="Games">What rooms can play.</param>
/// <param name="Admission">Who may come in.</param>
public sealed record DoorContext(
    ServerClock Clock, ServerMetrics Metrics, NameRegistry Names, CommandDispatcher Operators, RoomTable Rooms, GameTable Games, Admission Admission)
{
    /// <summary>How long a graceful stop waits for clients to hear why; who has not by then learns it by silence.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);
}
