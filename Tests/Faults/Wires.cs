using Ecs.Server.Doors;
using Ecs.Server.Doors.Memory;

namespace Ecs.Tests.Faults;

/// <summary>The wires of one run below the memory door, with the server's end of them: the control lane is reliable by itself.</summary>
internal sealed class Wires(int seed, TimeProvider time) : IDisposable
{
    private readonly MemoryCarrier _carrier = new(new VirtualNetwork(seed, time));
    private int _dialled;

    public ICarrier Carrier => _carrier;

    public Line NewLine(in LineState state) => new(this, state);

    public VirtualSocket Connect(in LineState state, out string address)
    {
        address = $"memory:{_dialled++}";
        var socket = _carrier.Connect(state.Up, state.Down);
        (socket.Up.IsHeld, socket.Down.IsHeld) = (state.IsUpHeld, state.IsDownHeld);
        return socket;
    }

    public void Dispose() => _carrier.Dispose();
}
