using LiteNetLib;
using LiteNetLib.Wire;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>
/// One seed: a server and a few clients of both dialects on a bad network. Everybody sends on every method; then the network heals enough
/// to finish, and everybody leaves in one of the possible ways.
/// </summary>
internal sealed class WireStory
{
    private const double Step = 15;

    private static readonly DeliveryMethod[] Methods = Enum.GetValues<DeliveryMethod>();

    private readonly int _seed;
    private readonly Random _random;
    private readonly VirtualNet _net;
    private readonly NetHost _server;
    private readonly List<Link> _links = [];
    private readonly byte _channels;

    public WireStory(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        _net = new VirtualNet(seed);
        _channels = (byte)_random.Next(1, 5);
        _server = _net.AddServer(Configure);
        _server.OnMessage = (peer, reader, channel, method) => Hear(_links.Single(l => l.Client.EndPoint.Port == peer.Port).Up, reader, channel, method);
        _net.Wire.FaultsBySourcePort[VirtualNet.ServerPort] = DrawFaults();
        int clients = _random.Next(1, 4);
        for (int i = 0; i < clients; i++)
        {
            AddLink();
        }
    }

    /// <summary>Connections that a run of losses ended before their time; rare, and never for a wrong reason.</summary>
    public int LostLinks { get; private set; }

    public long Datagrams => _net.Wire.Delivered;

    public void Run()
    {
        foreach (Link link in _links)
        {
            link.Dial(_server);
        }

        _net.RunUntil(() => _links.All(l => l.IsConnected || l.IsOver), 12_000, Step);
        StartSequencesNearTheirEnd();
        double talk = _random.Next(500, 3_000);
        for (double passed = 0; passed < talk; passed += Step)
        {
            foreach (Link link in _links.Where(l => l.IsConnected))
            {
                Say(link.ClientPeer!, link.Up);
                if (link.FindServerPeer(_server) is { ConnectionState: ConnectionState.Connected } peer)
                {
                    Say(peer, link.Down);
                }
            }

            _net.Run(Step, Step);
        }

        _net.RunUntil(() => _links.All(l => l.IsOver || (l.Up.IsComplete() && l.Down.IsComplete())), 900_000, Step);
        foreach (Link link in _links)
        {
            if (!link.IsOver)
            {
                Assert.True(link.Up.IsComplete() && link.Down.IsComplete(), $"seed {_seed}: promised but not arrived: {link.Up}; {link.Down}{_server.Describe()}{link.Client.Describe()}");
            }
        }

        Leave();
    }

    private void Configure(NetManager manager)
    {
        manager.ChannelsCount = _channels;
        manager.MtuDiscovery = _random.Next(3) == 0;
    }

    private WireFaults DrawFaults()
    {
        double delay = _random.Next(4) switch { 0 => 0, 1 => _random.Next(50), 2 => _random.Next(300), _ => _random.Next(1000) };
        return new WireFaults
        {
            Loss = _random.Next(3) == 0 ? 0 : _random.NextDouble() * 0.3,
            Duplicate = _random.Next(3) == 0 ? 0 : _random.NextDouble() * 0.3,
            MinDelay = delay * _random.NextDouble(),
            MaxDelay = delay,
            BurstStart = _random.Next(3) == 0 ? 0.005 : 0,
            BurstLength = _random.Next(50, 800),
        };
    }

    private void AddLink()
    {
        bool isVersion1 = _random.Next(3) == 0;
        NetHost client = _net.AddClient(manager =>
        {
            Configure(manager);
            manager.Limits.ConnectAsVersion1 = isVersion1;
        });
        var link = new Link(client, isVersion1);
        client.OnMessage = (_, reader, channel, method) => Hear(link.Down, reader, channel, method);
        _net.Wire.FaultsBySourcePort[client.EndPoint.Port] = DrawFaults();
        _links.Add(link);
    }

    private void Hear(WireFlow flow, NetPacketReader reader, byte channel, DeliveryMethod method)
    {
        Assert.True(channel < _channels, $"seed {_seed}: a channel that does not exist");
        flow.Hear(channel, method, reader.RawData.AsSpan(reader.UserDataOffset, reader.UserDataSize));
    }

    private void StartSequencesNearTheirEnd()
    {
        int first = _random.Next(2) == 0 ? 0 : WireLimits.Sequences - _random.Next(1, 60);
        foreach (Link link in _links)
        {
            // Only where nothing was said yet: both ends must begin alike.
            if (link.IsConnected && link.FindServerPeer(_server) is { } peer)
            {
                peer.FirstSequence = first;
                link.ClientPeer!.FirstSequence = first;
            }
        }
    }

    private void Say(NetPeer peer, WireFlow flow)
    {
        int count = _random.Next(3);
        for (int i = 0; i < count; i++)
        {
            byte channel = (byte)_random.Next(_channels);
            DeliveryMethod method = Methods[_random.Next(Methods.Length)];
            bool isFragmentable = method is DeliveryMethod.ReliableOrdered or DeliveryMethod.ReliableUnordered;
            int size = _random.Next(20) switch
            {
                0 when isFragmentable => _random.Next(900, 6_000),
                1 => _random.Next(900, 1_020),
                _ => _random.Next(5, 60),
            };
            if (isFragmentable && peer.GetPacketsCountInReliableQueue(channel, method == DeliveryMethod.ReliableOrdered) > 100)
            {
                continue;
            }

            peer.Send(WireMessage.Build(flow.Next(channel, method), channel, method, size), channel, method);
        }
    }

    private void Leave()
    {
        foreach (Link link in _links.Where(l => l.IsConnected))
        {
            NetPeer? serverPeer = link.FindServerPeer(_server);
            link.Ending = serverPeer is null ? 0 : _random.Next(3);
            switch (link.Ending)
            {
                case 1:
                    link.ClientPeer!.Disconnect([1]);
                    break;
                case 2:
                    serverPeer!.Disconnect([2]);
                    break;
            }
        }

        _net.Run(12_000, Step);
        foreach (Link link in _links)
        {
            CheckEnding(link);
        }

        // A side that gave up says nothing; the other notices by its own timeout.
        bool agree = _net.RunUntil(() => Staying().SequenceEqual(KnownToServer()), 30_000, Step);
        Assert.True(agree, $"seed {_seed}: the server knows [{string.Join(", ", KnownToServer())}], connected are [{string.Join(", ", Staying())}]");
    }

    private IEnumerable<int> Staying() => _links.Where(l => l.IsConnected).Select(l => l.Client.EndPoint.Port).Order();

    private IEnumerable<int> KnownToServer()
        => _server.Manager.Where(p => p.ConnectionState == ConnectionState.Connected).Select(p => p.Port).Order();

    private void CheckEnding(Link link)
    {
        string context = $"seed {_seed}, client {link.Client.EndPoint.Port}, ending {link.Ending}";
        if (link.Ending == 0 && link.IsConnected)
        {
            return;
        }

        foreach ((_, DisconnectReason atServer, _) in _server.Disconnected.Where(d => d.Peer.Port == link.Client.EndPoint.Port))
        {
            Assert.True(
                atServer is DisconnectReason.RemoteConnectionClose or DisconnectReason.Timeout or DisconnectReason.PeerNotFound
                    || (link.Ending == 2 && atServer == DisconnectReason.DisconnectPeerCalled),
                $"{context}: the server heard {atServer}");
        }

        (_, DisconnectReason reason, byte[]? data) = link.Client.Disconnected.Single();
        switch (link.Ending)
        {
            case 1:
                Assert.True(reason == DisconnectReason.DisconnectPeerCalled, $"{context}: {reason}");
                break;
            case 2 when reason == DisconnectReason.RemoteConnectionClose:
                Assert.True(data is [2], $"{context}: wrong goodbye");
                break;
            default:
                LostLinks++;
                Assert.True(
                    reason is DisconnectReason.Timeout or DisconnectReason.ConnectionFailed or DisconnectReason.PeerNotFound or DisconnectReason.RemoteConnectionClose,
                    $"{context}: {reason}");
                break;
        }
    }

    private sealed class Link(NetHost client, bool isVersion1)
    {
        public NetHost Client { get; } = client;

        public NetPeer? ClientPeer { get; private set; }

        public WireFlow Up { get; } = new($"up{(isVersion1 ? " 1.x" : "")}");

        public WireFlow Down { get; } = new($"down{(isVersion1 ? " 1.x" : "")}");

        public int Ending { get; set; }

        public bool IsConnected => ClientPeer?.ConnectionState == ConnectionState.Connected;

        public bool IsOver => Client.Disconnected.Count > 0;

        public void Dial(NetHost server) => ClientPeer = Client.Manager.Connect(server.EndPoint, "KEY");

        public NetPeer? FindServerPeer(NetHost server)
        {
            foreach (NetPeer peer in server.Manager)
            {
                if (peer.Port == Client.EndPoint.Port)
                {
                    return peer;
                }
            }

            return null;
        }
    }
}
