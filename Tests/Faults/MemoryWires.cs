using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Memory;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Faults;

/// <summary>Lines below the memory door: the control lane is reliable by itself.</summary>
internal sealed class MemoryWires : Wires
{
    private readonly MemoryCarrier _carrier;
    private int _dialled;

    public MemoryWires(int seed, TimeProvider time)
    {
        _carrier = new MemoryCarrier(new VirtualNetwork(seed, time));
    }

    public override ICarrier Carrier => _carrier;

    public override Line NewLine(in LineState state) => new MemoryLine(this, state);

    private VirtualSocket Connect(in LineState state, out string address)
    {
        address = $"memory:{_dialled++}";
        var socket = _carrier.Connect(state.Up, state.Down);
        (socket.Up.IsHeld, socket.Down.IsHeld) = (state.IsUpHeld, state.IsDownHeld);
        return socket;
    }

    private sealed class MemoryLine : Line
    {
        private readonly MemoryTransport _inner;
        private LineState _state;
        private string _address = "";

        public MemoryLine(MemoryWires wires, LineState state)
        {
            _state = state;
            _inner = new MemoryTransport(() => wires.Connect(_state, out _address));
            Transport = new SilenceWatch(_inner);
        }

        public override IClientTransport Transport { get; }

        public override string Address => _address;

        public override void Shape(in LineState state)
        {
            _state = state;
            if (_inner.Socket is { } socket)
            {
                (socket.Up.Conditions, socket.Down.Conditions) = (state.Up, state.Down);
                (socket.Up.IsHeld, socket.Down.IsHeld) = (state.IsUpHeld, state.IsDownHeld);
            }
        }

        public override void Vanish() => _inner.Socket?.Vanish();
    }

    /// <summary>Ends a connection on which nothing comes any more, as every real transport does.</summary>
    private sealed class SilenceWatch(IClientTransport inner) : IClientTransport, ITransportListener
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

        private ITransportListener? _listener;
        private TimeSpan _silence;
        private bool _ended;

        public void Connect() => inner.Connect();

        public void Receive(ITransportListener listener)
        {
            _listener = listener;
            if (!_ended && _silence > Limit)
            {
                inner.Close();
                OnDisconnected(Reason.ConnectionLost, default);
            }

            if (!_ended)
            {
                inner.Receive(this);
            }
        }

        public void Send(Lane lane, ReadOnlySpan<byte> message) => inner.Send(lane, message);

        public void Update(TimeSpan elapsed)
        {
            _silence += elapsed;
            inner.Update(elapsed);
        }

        public void Close() => inner.Close();

        public void Dispose() => inner.Dispose();

        public void OnConnected()
        {
            _silence = TimeSpan.Zero;
            _listener?.OnConnected();
        }

        public void OnMessage(Lane lane, ReadOnlyMemory<byte> message)
        {
            _silence = TimeSpan.Zero;
            _listener?.OnMessage(lane, message);
        }

        public void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell)
        {
            _ended = true;
            _listener?.OnDisconnected(reason, farewell);
        }
    }
}
