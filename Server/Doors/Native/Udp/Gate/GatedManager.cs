using System.Net.Sockets;
using System.Runtime.CompilerServices;
using LiteNetLib;

namespace Ecs.Server.Doors.Native.Udp.Gate;

/// <summary>LiteNetLib behind the gate, with sockets that never block: a full send buffer costs a datagram, not the tick.</summary>
internal sealed class GatedManager : NetManager
{
    private const string PacketType = "LiteNetLib.NetPacket, LiteNetLib";

    public GatedManager(INetEventListener listener, PacketGate gate)
        : base(listener, gate) => gate.Guard(this);

    /// <summary>Datagrams wait to be received.</summary>
    public bool HasMore => HasMoreIn(_udpSocketv4) || HasMoreIn(SocketOf(this));

    /// <summary>What the kernel gave each socket.</summary>
    public int ReceiveBufferBytes { get; private set; }

    /// <summary>
    /// Puts packets into the library's pool, as long as any may be. Those that it makes itself are as long as what they were first needed for
    /// and made anew when they are needed for more, long after everybody has come in.
    /// </summary>
    public void AddPackets(int count)
    {
        for (var left = count; left > 0; left--)
            PoolRecycle(this, NewPacket(NetConstants.MaxPacketSize));
    }

    /// <summary>To be called once, after the start.</summary>
    /// <param name="keepsVersion4">
    /// False gives the socket for IPv4 up, which the library always opens: in its place stands one that is bound to nothing.
    /// </param>
    /// <param name="receiveBuffer">Bytes to ask the kernel for.</param>
    public void TakeSockets(bool keepsVersion4, int receiveBuffer)
    {
        if (!keepsVersion4)
        {
            _udpSocketv4.Dispose();
            _udpSocketv4 = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        }

        Tune(_udpSocketv4, receiveBuffer);
        if (SocketOf(this) is { } sixth)
            Tune(sixth, receiveBuffer);
    }

    private void Tune(Socket socket, int receiveBuffer)
    {
        socket.Blocking = false;
        socket.ReceiveBufferSize = receiveBuffer;
        ReceiveBufferBytes = socket.ReceiveBufferSize;
    }

    private static bool HasMoreIn(Socket? socket) => socket is not null && socket.Available > 0;

    /// <summary>The library keeps it to itself; the version is pinned, and a test asks for the field by its name.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_udpSocketv6")]
    private static extern ref Socket? SocketOf(LiteNetManager manager);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(PacketType)]
    private static extern object NewPacket(int size);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "PoolRecycle")]
    private static extern void PoolRecycle(LiteNetManager manager, [UnsafeAccessorType(PacketType)] object packet);
}
