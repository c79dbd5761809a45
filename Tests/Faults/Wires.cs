using System.Net;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Faults;

/// <summary>The wires of one run below the memory door, with the server's end of them: the control lane is reliable by itself.</summary>
internal sealed class Wires(int seed, TimeProvider time) : IDisposable
{
    private readonly MemoryCarrier _carrier = new(new VirtualNetwork(seed, time));
    private int _dialled;

    public ICarrier Carrier => _carrier;

    /// <param name="state">How it is at first.</param>
    /// <param name="from">Who dials: each from an address of its own, all on the server's machine.</param>
    public Line NewLine(in LineState state, int from) => new(this, state, new IPAddress([127, 0, (byte)((from >> 8) + 1), (byte)from]));

    public VirtualSocket Connect(in LineState state, IPAddress from, out string address)
    {
        address = $"memory:{_dialled++}";
        var socket = _carrier.Connect(state.Up, state.Down, address: from);
        (socket.Up.IsHeld, socket.Down.IsHeld) = (state.IsUpHeld, state.IsDownHeld);
        return socket;
    }

    public void Dispose() => _carrier.Dispose();
}
