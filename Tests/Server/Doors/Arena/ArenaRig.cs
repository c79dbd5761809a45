using Ecs.Protocol;
using Ecs.Scenes.Doors.Arena;
using Ecs.Server.Console;
using Ecs.Server.Doors.Arena;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>A server on a virtual clock with an arena door on streams in memory, and the native door beside it.</summary>
internal sealed class ArenaRig : IDisposable
{
    public ArenaRig(int seed = 1, RoomOptions? room = null, ArenaOptions? options = null)
    {
        Server = new ServerRig(seed, null, room ?? new RoomOptions());
        Door = new ArenaDoor(Server.Server.Context, Server.Room, Streams, options ?? new ArenaOptions());
        Server.Server.OpenDoor(Door);
        var registry = new CommandRegistry(NullLogger.Instance);
        new PeopleCommands(Server.Server).AddTo(registry);
        new OrderCommands(Server.Server).AddTo(registry);
        Server.Server.Operators.Execute = (participant, line) => registry.Execute(CommandCaller.Of(participant), line);
    }

    public MemoryStreamListener Streams { get; } = new(9913);

    public ServerRig Server { get; }

    public ArenaDoor Door { get; }

    public Room Room => Server.Room;

    /// <summary>Connected, and silent so far.</summary>
    public ArenaClient Connect()
    {
        var client = new ArenaClient(WebSocketClient.Open(Streams));
        Server.Add(client);
        Run(2);
        Assert.True(client.Socket.IsUpgraded, client.Socket.Answer);
        return client;
    }

    /// <summary>In the game.</summary>
    public ArenaClient Enter(string name = "Devmj")
    {
        var client = Connect();
        client.Authenticate(name);
        RunUntil(() => client.Has(ArenaHeard.Authenticated));
        client.Enter();
        RunUntil(() => client.Has(ArenaHeard.Connected));
        Run(1);
        return client;
    }

    public void Promote(string name) => Server.Server.Names.Find(name)!.ChangeRole(PlayerRole.Operator);

    public void Run(int ticks) => Server.Run(ticks);

    public void RunSeconds(double seconds) => Server.RunSeconds(seconds);

    public void RunUntil(Func<bool> condition, double seconds = 10) => Server.RunUntil(condition, seconds);

    public void Dispose() => Server.Dispose();
}
