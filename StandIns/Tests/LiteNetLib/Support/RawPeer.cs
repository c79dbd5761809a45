using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using LiteNetLib.Transport;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>A peer made of bare datagrams: says exactly what a test wants and shows exactly what comes back.</summary>
internal sealed class RawPeer
{
    /// <summary>The connection time it uses, as UTC ticks.</summary>
    public const long Time = 0x08DF476C8EC746D3;

    private readonly VirtualNet _net;
    private readonly IDatagramSocket _socket;
    private readonly SocketAddress _target;

    public RawPeer(VirtualNet net, int port, IPEndPoint target)
    {
        _net = net;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        _socket = net.Wire.Bind(EndPoint.Address, port, default, out SocketError error) ?? throw new InvalidOperationException(error.ToString());
        _target = target.Serialize();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>A 2.x request for the key "KEY"; <paramref name="delta"/> ticks newer than <see cref="Time"/>.</summary>
    public static byte[] Request(long delta = 0, int number = 0, byte type = 6, string data = "04004b4559")
    {
        byte[] request = [.. new byte[34], .. Convert.FromHexString(data)];
        request[1] = 13;
        request[17] = 16;
        request[18] = 2;
        request[0] = (byte)(type | (number << 5));
        BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(5), Time + delta);
        return request;
    }

    public static string TimeHex(long delta = 0)
    {
        byte[] time = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(time, Time + delta);
        return Convert.ToHexStringLower(time);
    }

    public void Send(params ReadOnlySpan<byte> datagram) => _socket.Send(datagram, _target);

    /// <summary>Sends hex (blanks allowed), lets 15 ms pass and returns what came back, pings left out.</summary>
    public string[] Ask(string hex) => Ask(CaptureScript.Bytes(hex.Replace(" ", "", StringComparison.Ordinal)));

    public string[] Ask(byte[] datagram)
    {
        Send(datagram);
        return Hear(15);
    }

    /// <summary>Lets time pass and returns what came, pings left out.</summary>
    public string[] Hear(double milliseconds)
    {
        _net.Run(milliseconds);
        _net.Wire.Deliver();
        return [.. Take().Select(Convert.ToHexStringLower).Where(d => !(d.Length == 6 && (Convert.FromHexString(d)[0] & 0x1F) is 3 or 4))];
    }

    /// <summary>Everything that arrived.</summary>
    public List<byte[]> Take()
    {
        var datagrams = new List<byte[]>();
        byte[] buffer = new byte[2048];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        for (int length = _socket.Receive(buffer, from, out _); length >= 0; length = _socket.Receive(buffer, from, out _))
        {
            datagrams.Add(buffer[..length]);
        }

        return datagrams;
    }

    /// <summary>Connects and returns the accept.</summary>
    public string Connect(long delta = 0, int number = 0, byte type = 6)
    {
        string[] answer = Ask(Request(delta, number, type));
        return Assert.Single(answer);
    }

    /// <summary>Keeps the connection alive for a while with pings that follow each other.</summary>
    public void StayAlive(double milliseconds, ref ushort ping, byte type = 4)
    {
        for (double passed = 0; passed < milliseconds; passed += 1_000)
        {
            ping++;
            Send(type, (byte)ping, (byte)(ping >> 8));
            _net.Run(Math.Min(1_000, milliseconds - passed));
        }
    }
}
