using System.Net;
using Ecs.Server.Doors.Waves;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>A server with one room of waves and its door, in memory, on a virtual clock.</summary>
internal sealed class WavesRig : IDisposable
{
    public const int Space = 44;

    public WavesRig(int bots = 0, int tickRate = 60, WavesOptions? options = null)
    {
        var room = new RoomOptions { Name = "waves", Mode = "waves", Bots = bots, TickRate = tickRate };
        Rig = new ServerRig(1, new() { TickRate = tickRate }, room);
        Door = new WavesDoor(Rig.Server.Context, Room, Listener, options ?? new WavesOptions());
        Rig.Server.OpenDoor(Door);
    }

    public ServerRig Rig { get; }

    public Room Room => Rig.Room;

    public MemoryWavesListener Listener { get; } = new();

    public WavesDoor Door { get; }

    /// <summary>A client of the original that plays from the next tick on.</summary>
    public OriginalWavesClient Connect(IPAddress? from = null)
    {
        var client = new OriginalWavesClient(Listener.Connect(from));
        Rig.Add(client);
        return client;
    }

    /// <summary>Two clients that know of each other.</summary>
    public (OriginalWavesClient First, OriginalWavesClient Second) ConnectBoth()
    {
        var first = Connect();
        Run(3);
        var second = Connect();
        Rig.RunUntil(() => first.Rounds > 3 && second.Rounds > 3 && first.HasBoth && second.HasBoth, seconds: 1);
        return (first, second);
    }

    /// <summary>Both press space once, and play.</summary>
    public void Begin(OriginalWavesClient first, OriginalWavesClient second)
    {
        Press(first);
        Press(second);
        Rig.RunUntil(() => first.IsPlaying && second.IsPlaying, seconds: 1);
    }

    public void Press(OriginalWavesClient client)
    {
        client.Down.Add(Space);
        Run(4);
        client.Down.Remove(Space);
        Run(4);
    }

    public void Run(int ticks) => Rig.Run(ticks);

    public long Drops(DropCause cause) => Rig.Drops(cause);

    public void Dispose() => Rig.Dispose();
}
