using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Simulation.Views;

namespace Ecs.Benchmarks.Doors;

/// <summary>A bot behind the native wire in the room of a door: sees whoever comes through it, and is seen.</summary>
internal sealed class NativeGuest : IDisposable
{
    private readonly GameClient _client;

    public NativeGuest(IPEndPoint server, string name, string room)
    {
        _client = new GameClient(new UdpTransport(server), new ClientOptions { Name = name, Room = room }, TimeProvider.System)
        {
            Pilot = new BotPilot(seed: 1),
        };
        _client.Connect();
    }

    public bool IsInRoom => _client.IsInRoom;

    /// <summary>Avatars that it sees, its own included.</summary>
    public int AvatarsSeen
    {
        get
        {
            var count = 0;
            foreach (ref readonly var entity in _client.View.Entities)
            {
                count += entity.Kind == EntityKind.Avatar ? 1 : 0;
            }

            return count;
        }
    }

    public void Update()
    {
        _client.Update();
        while (_client.Events.TryTake(out _) || _client.Chat.TryTake(out _))
        {
            // Taken so that the queues are as empty as a real player's.
        }
    }

    public void Dispose()
    {
        _client.Leave();
        _client.Dispose();
    }
}
