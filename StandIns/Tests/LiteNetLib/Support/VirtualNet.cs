using LiteNetLib;
using LiteNetLib.Layers;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>Hosts on one virtual wire under one virtual clock.</summary>
internal sealed class VirtualNet
{
    public const int ServerPort = 9050;

    private readonly List<NetHost> _hosts = [];
    private int _nextPort = 50_000;

    public VirtualNet(int seed = 1)
    {
        Wire = new VirtualWire(Clock, seed);
    }

    public VirtualClock Clock { get; } = new();

    public VirtualWire Wire { get; }

    public NetHost AddServer(Action<NetManager>? configure = null, PacketLayerBase? layer = null) => Add(ServerPort, configure, layer);

    public NetHost AddClient(Action<NetManager>? configure = null, PacketLayerBase? layer = null) => Add(_nextPort++, configure, layer);

    public NetHost Add(int port, Action<NetManager>? configure, PacketLayerBase? layer)
    {
        var host = new NetHost(this, port, layer, configure);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Lets time pass in steps, each with a poll and an update of every host.</summary>
    public void Run(double milliseconds, double step = 15)
    {
        for (double passed = 0; passed < milliseconds; passed += step)
        {
            Clock.Advance(step);
            Wire.Deliver();
            foreach (NetHost host in _hosts)
            {
                host.Manager.PollEvents();
                host.Manager.ManualUpdate((float)step);
            }
        }
    }

    public bool RunUntil(Func<bool> condition, double milliseconds, double step = 15)
    {
        for (double passed = 0; passed < milliseconds && !condition(); passed += step)
        {
            Run(step, step);
        }

        return condition();
    }

    /// <summary>A client and its server, connected.</summary>
    public (NetHost Server, NetHost Client) Pair(Action<NetManager>? configure = null)
    {
        NetHost server = AddServer(configure);
        NetHost client = AddClient(configure);
        Connect(client, server);
        return (server, client);
    }

    public NetPeer Connect(NetHost client, NetHost server)
    {
        NetPeer peer = client.Manager.Connect(server.EndPoint, "KEY");
        Assert.True(RunUntil(() => peer.ConnectionState == ConnectionState.Connected, 20_000), "The client did not connect.");
        return peer;
    }
}
