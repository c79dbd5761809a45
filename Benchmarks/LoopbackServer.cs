using System.Net;
using Ecs.Server;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Maps;

namespace Ecs.Benchmarks;

/// <summary>A server in this process with one room, and its native door on a free port of the loopback. Whoever has it turns it.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly ServerMetrics _metrics = new();

    /// <exception cref="InvalidOperationException">There is no socket to be had.</exception>
    public LoopbackServer(GameTable games, RoomOptions room, Map map, NativeOptions options)
    {
        Server = new GameServer(_metrics, games);
        Room = Server.OpenRoom(room, map);
        if (!UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out var fault))
            throw new InvalidOperationException($"{fault}");

        Address = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        Door = new NativeDoor([carrier], options, Server.Context);
        Server.OpenDoor(Door);
    }

    public GameServer Server { get; }

    public Room Room { get; }

    public NativeDoor Door { get; }

    public IPEndPoint Address { get; }

    public void Dispose()
    {
        Server.Dispose();
        _metrics.Dispose();
    }
}
