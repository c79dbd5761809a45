using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using LiteNetLib;
using LiteNetLib.Layers;
using LiteNetLib.Wire;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>
/// Plays one side of a recorded session with our library: what the other side sent is put on the wire at its time, what this side did is
/// done again, and every datagram and event of this side must be the recorded one. Times inside packets are made equal by setting the
/// clock, except in pongs, whose eight bytes of time are left out of the comparison.
/// </summary>
internal sealed class CapturePlayer
{
    private readonly VirtualNet _net = new();
    private readonly CaptureScript _script;
    private readonly bool _isServer;
    private readonly Dialect _dialect;
    private readonly string _self;
    private readonly string _other;
    private readonly NetHost _host;
    private readonly IPEndPoint _server;
    private readonly IPEndPoint _stranger = new(IPAddress.Loopback, 61_000);
    private readonly List<(IPEndPoint To, byte[] Data)> _sent = [];
    private readonly List<string> _events = [];
    private readonly byte[]? _xorKey;
    private readonly bool _hasCrc;
    private IPEndPoint _client = new(IPAddress.Loopback, 60_000);
    private double _lastUpdate;

    public CapturePlayer(CaptureScript script, bool isServer, Dialect dialect)
    {
        _script = script;
        _isServer = isServer;
        _dialect = dialect;
        _self = isServer ? "SRV" : "CLI";
        _other = isServer ? "C>S" : "S>C";
        _xorKey = Option("xor") is { } key ? Convert.FromHexString(key) : null;
        _hasCrc = Option("crc") is not null;
        PacketLayerBase? layer = _hasCrc ? new Crc32cLayer() : _xorKey is not null ? new XorEncryptLayer(_xorKey) : null;
        _server = new IPEndPoint(IPAddress.Loopback, TargetPort());
        _host = _net.Add(isServer ? _server.Port : _client.Port, Configure, layer);
        _net.Wire.Tap = (_, to, data) =>
        {
            _sent.Add((to, data));
            return false;
        };
        WatchEvents();
    }

    public void Play()
    {
        for (int i = 0; i < _script.Lines.Count; i++)
        {
            CaptureLine line = _script.Lines[i];
            switch (line.Kind)
            {
                case "do":
                    Do(line, i);
                    break;
                case "C>S" or "S>C" or "X>S" or "S>X":
                    PassDatagram(line);
                    break;
                case var side when side == _self:
                    Expect(line);
                    break;
            }
        }

        Assert.True(_sent.Count == 0, $"{_script.Name}: sent beyond the recording: {string.Join(" | ", _sent.Select(s => Convert.ToHexStringLower(s.Data)))}");

        // The recording ended before the programs heard of the last goodbye.
        _events.RemoveAll(e => e.StartsWith("disconnected", StringComparison.Ordinal));
        Assert.True(_events.Count == 0, $"{_script.Name}: heard beyond the recording: {string.Join(" | ", _events)}");
    }

    private void Configure(NetManager manager)
    {
        manager.ChannelsCount = 4;
        manager.EnableStatistics = true;
        manager.AllowPeerAddressChange = true;
        manager.UnconnectedMessagesEnabled = true;
        manager.MtuDiscovery = Option("mtudiscovery") is not null;
        manager.MaxConnectAttempts = int.Parse(Option("attempts") ?? "10", CultureInfo.InvariantCulture);
        manager.Limits.ConnectAsVersion1 = _dialect == Dialect.V1;
    }

    private void WatchEvents()
    {
        string[]? answer = _script.Lines.FirstOrDefault(l => l.Kind == "do" && l.Text.StartsWith("server answers", StringComparison.Ordinal))?.Words[2..];
        _host.OnRequest = request =>
        {
            byte[] data = answer is { Length: 2 } ? Convert.FromHexString(answer[1]) : [];
            switch (answer?[0])
            {
                case "reject":
                    request.Reject(data);
                    break;
                case "rejectforce":
                    request.RejectForce(data);
                    break;
                default:
                    request.AcceptIfKey("KEY");
                    break;
            }
        };
    }

    private string? Option(string name)
        => _script.Lines.FirstOrDefault(l => l.Kind == "do" && l.Words[0] == "options" && l.Words[1] == name) is { } line ? line.Words.ElementAtOrDefault(2) ?? "" : null;

    /// <summary>The port that the recorded client dialled; it is in the address blob of its request.</summary>
    private int TargetPort()
    {
        byte[] request = Plain(CaptureScript.Bytes(_script.Lines.First(l => l.Kind == "C>S").Text));
        return BinaryPrimitives.ReadUInt16BigEndian(request.AsSpan(WireLimits.RequestHeader + 2));
    }

    private byte[] Plain(byte[] datagram)
        => _xorKey is null ? datagram : [.. datagram.Select((value, i) => (byte)(value ^ _xorKey[i % _xorKey.Length]))];

    private void Do(CaptureLine line, int index)
    {
        if (line.Text == "relay moves")
        {
            _client = new IPEndPoint(IPAddress.Loopback, _client.Port + 1);
            return;
        }

        if (line.Words[0] != (_isServer ? "server" : "client"))
        {
            return;
        }

        switch (line.Words[1])
        {
            case "connect":
                Connect(index);
                break;
            case "send" or "sendevent":
                Send(line);
                break;
            case "unconnected":
                _host.Manager.SendUnconnectedMessage(CaptureScript.Bytes(line.Words[2]), _server);
                break;
            case "disconnect":
                _host.Peer.Disconnect(CaptureScript.Bytes(line.Words.ElementAtOrDefault(2) ?? ""));
                break;
            case "stop":
                _host.Manager.Stop();
                break;
        }
    }

    private void Connect(int index)
    {
        // The clock is set so that the connection time, which is the moment of dialling, is the recorded one.
        CaptureLine next = _script.Lines.Skip(index).First(l => l.Kind == "C>S");
        AdvanceTo(next.Time, true);
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(Plain(CaptureScript.Bytes(next.Text)).AsSpan(5));
        _net.Clock.SetUtcTicks(ticks);
        _host.Manager.Connect(_server, "KEY");
    }

    private void Send(CaptureLine line)
    {
        byte channel = byte.Parse(line.Words[2], CultureInfo.InvariantCulture);
        DeliveryMethod method = Enum.Parse<DeliveryMethod>(line.Words[3]);
        byte[] data = CaptureScript.Bytes(line.Words.ElementAtOrDefault(4) ?? "");
        if (line.Words[1] == "send")
        {
            _host.Peer.Send(data, channel, method);
        }
        else
        {
            _host.Peer.SendWithDeliveryEvent(data, channel, method, line.Words[5]);
        }
    }

    private void PassDatagram(CaptureLine line)
    {
        bool isToSelf = line.Kind == _other || (_isServer && line.Kind == "X>S");
        bool isFromSelf = _isServer ? line.Kind is "S>C" or "S>X" : line.Kind == "C>S";
        if (isFromSelf)
        {
            ExpectSent(line);
        }
        else if (isToSelf && !line.IsLost)
        {
            IPEndPoint from = line.Kind[0] switch { 'X' => _stranger, 'C' => _client, _ => _server };
            AdvanceTo(line.Time, false);
            _net.Wire.Inject(from, _host.EndPoint, CaptureScript.Bytes(line.Text));
            Poll();
        }
    }

    private void ExpectSent(CaptureLine line)
    {
        byte[] expected = CaptureScript.Bytes(line.Text);
        int found = Find(expected);
        if (found < 0)
        {
            AdvanceTo(line.Time, true);
            found = Find(expected);
        }

        Assert.True(found >= 0, $"{_script.Name}, {line}: nothing like it was sent");
        byte[] actual = _sent[found].Data;
        _sent.RemoveAt(found);
        if (line.IsNotCompared)
        {
            return;
        }

        byte[] compared = (byte[])actual.Clone();
        MaskFillers(Plain(expected), compared, expected);
        Assert.True(expected.AsSpan().SequenceEqual(compared), $"{_script.Name}, {line}: we sent {Convert.ToHexStringLower(actual)}");
    }

    /// <summary>Pings and pongs keep their own time, so they are looked up among themselves; everything else must come in the recorded order.</summary>
    private int Find(byte[] expected)
    {
        PacketType wanted = TypeOf(expected);
        bool isKeepAlive = IsKeepAlive(wanted);
        return _sent.FindIndex(s => isKeepAlive ? TypeOf(s.Data) == wanted : !IsKeepAlive(TypeOf(s.Data)));
    }

    private static bool IsKeepAlive(PacketType type) => type is PacketType.Ping or PacketType.Pong or PacketType.MtuCheck or PacketType.MtuOk;

    private PacketType TypeOf(byte[] datagram)
    {
        byte[] plain = Plain(datagram);
        if (ConnectRequestLayout.IsRequest(plain, out _))
        {
            return PacketType.ConnectRequest;
        }

        return Header.TryRead(_dialect, plain, out PacketType type) ? type : PacketType.InvalidProtocol;
    }

    private void MaskFillers(byte[] plain, byte[] actual, byte[] expected)
    {
        switch (TypeOf(expected))
        {
            case PacketType.Pong:
                expected.AsSpan(3, 8).CopyTo(actual.AsSpan(3));
                break;
            case PacketType.MtuCheck or PacketType.MtuOk when actual.Length == expected.Length:
                plain.AsSpan(5, plain.Length - 9).CopyTo(actual.AsSpan(5));
                break;
        }
    }

    private void Expect(CaptureLine line)
    {
        if (line.Words[0] == "stats")
        {
            NetStatistics statistics = _host.Manager.Statistics;
            Assert.Equal(line.Text, $"stats {statistics.PacketsSent} {statistics.BytesSent + EmptyMessageDifference()} {statistics.PacketLoss}");
            return;
        }

        if (line.Words[0] == "mtu")
        {
            Assert.Equal(line.Words[1], _host.Peer.Mtu.ToString(CultureInfo.InvariantCulture));
            return;
        }

        CollectEvents();
        if (_events.Count == 0)
        {
            AdvanceTo(line.Time, true);
        }

        Assert.True(_events.Count > 0, $"{_script.Name}, {line}: not heard");
        Assert.Equal(line.Text, _events[0]);
        _events.RemoveAt(0);
    }

    /// <summary>The original sends an empty reliable message two bytes longer, in a form that is never delivered.</summary>
    private int EmptyMessageDifference() => _script.Lines.Count(l => l is { Kind: "C>S", IsNotCompared: true }) * WireLimits.EntryHeader;

    private void AdvanceTo(double time, bool updates)
    {
        double now = _net.Clock.Microseconds / 1000.0;
        if (time > now)
        {
            _net.Clock.Advance(time - now);
            now = time;
        }

        if (updates)
        {
            // What happened since the last update is worked off in steps like those of the original's thread.
            _host.Manager.ManualUpdate((float)(now - _lastUpdate));
            _lastUpdate = now;
            Poll();
        }
    }

    private void Poll()
    {
        _net.Wire.Deliver();
        _host.Manager.PollEvents();
        CollectEvents();
    }

    private void CollectEvents()
    {
        _events.AddRange(_host.Connected.Select(p => $"connected {p.Id} {p.RemoteId}"));
        _events.AddRange(_host.Messages.Select(m => $"recv {m.Channel} {m.Method} {Shorten(m.Data)}".TrimEnd()));
        _events.AddRange(_host.Unconnected.Select(u => $"unconnected {Convert.ToHexStringLower(u.Data)}"));
        _events.AddRange(_host.Deliveries.Select(d => $"delivered {d.UserData}"));
        _events.AddRange(_host.Moves.Where(_ => _dialect == Dialect.V2).Select(_ => "moved"));
        _events.AddRange(_host.Disconnected.Select(d => $"disconnected {d.Reason} {(d.Data is null ? "none" : d.Data.Length == 0 ? "empty" : Convert.ToHexStringLower(d.Data))}"));
        _host.ForgetEvents();
    }

    private static string Shorten(byte[] data) => data.Length > 100 ? $"{data.Length}*{data[0]:x2}" : Convert.ToHexStringLower(data);
}
