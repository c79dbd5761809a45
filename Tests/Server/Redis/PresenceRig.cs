using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Redis;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Redis;

/// <summary>A server with people of a room who have accounts, which it publishes; whoever asks turns its tick.</summary>
internal sealed class PresenceRig : IDisposable
{
    public PresenceRig(RedisOptions? options = null, string mode = "argentum")
    {
        Server = new GameServer(Metrics, TestGames.Shipped);
        Room = Server.OpenRoom(new RoomOptions { Name = "here", Mode = mode }, TestMaps.Of(mode));
        Publisher = options is null ? null : new PresencePublisher(options, Metrics.Redis, TimeProvider.System, NullLogger.Instance);
    }

    public ServerMetrics Metrics { get; } = new();

    public GameServer Server { get; }

    public Room Room { get; }

    public PresencePublisher? Publisher { get; }

    /// <summary>Somebody whose account is their name in small letters.</summary>
    public Guest Enter(string name)
    {
        var guest = new Visitor(Server.Context);
        Assert.True(guest.TryTakeOwnName(name, name.ToLowerInvariant()));
        Assert.True(guest.TryJoin(Room));
        Turn(2);
        return guest;
    }

    public void Turn(int ticks = 1)
    {
        for (var tick = 0; tick < ticks; tick++)
            Server.Tick.Run(TimeSpan.FromSeconds(1.0 / 60));
    }

    public void Look(int sessions = 7) => Publisher!.Look(Server.Names, sessions);

    public void Dispose()
    {
        Publisher?.Dispose();
        Server.Dispose();
        Metrics.Dispose();
    }

    private sealed class Visitor(DoorContext context) : Guest(context)
    {
        public override string Address => "192.0.2.1:1";

        protected override void Close(Reason reason, string text)
        {
        }
    }
}
