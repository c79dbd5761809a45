using Ecs.Client;
using Ecs.Protocol;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Testing;

/// <summary>The client library's carrier over the virtual network. It dials when told to connect.</summary>
internal sealed class MemoryTransport(Func<VirtualSocket> dial) : IClientTransport
{
    private VirtualSocket? _socket;
    private TimeSpan _silence;
    private bool _ended;

    /// <summary>Null before the client connects.</summary>
    public VirtualSocket? Socket => _socket;

    /// <summary>Everything that is sent passes here first.</summary>
    public Action<Lane, byte[]>? Sending { get; set; }

    /// <summary>Every message that arrived passes here when the client has taken it in.</summary>
    public Action<Lane, ReadOnlyMemory<byte>>? Received { get; set; }

    public void Connect()
    {
        _socket?.Abandon();
        _socket = dial();
        _ended = false;
        _silence = TimeSpan.Zero;
    }

    /// <summary>The carrier finds out by itself that the connection is gone, as when an address is unreachable; the server does not.</summary>
    public void Fail()
    {
        _socket?.Abandon();
        _silence = TimeSpan.MaxValue;
    }

    public void Receive(ITransportListener listener)
    {
        if (!_ended && _silence.TotalMilliseconds > Limits.SilenceMilliseconds)
        {
            _ended = true;
            listener.OnDisconnected(Reason.ConnectionLost, default);
        }

        while (!_ended && _socket is not null && _socket.TryReceive(out var packet))
        {
            _silence = TimeSpan.Zero;
            switch (packet.Kind)
            {
                case VirtualPacketKind.Accept:
                    listener.OnConnected();
                    break;
                case VirtualPacketKind.Message:
                    listener.OnMessage(packet.Lane, packet.Bytes);
                    Received?.Invoke(packet.Lane, packet.Bytes);
                    break;
                default:
                    _ended = true;
                    listener.OnDisconnected(Reason.ConnectionLost, packet.Bytes);
                    break;
            }
        }
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        Sending?.Invoke(lane, message.ToArray());
        _socket?.Send(lane, message);
    }

    /// <summary>A line that carries nothing is noticed, as by every real transport. A quiet room is not: there would be pings.</summary>
    public void Update(TimeSpan elapsed)
    {
        if (_silence < TimeSpan.MaxValue)
            _silence = _socket is { Down: { IsCut: true } or { IsHeld: true } } ? _silence + elapsed : TimeSpan.Zero;
    }

    public void Close()
    {
        _ended = true;
        _socket?.Close([]);
    }

    public void Dispose() => Close();
}
