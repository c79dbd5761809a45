using System.Net;
using Ecs.Client;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Faults;

/// <summary>How a client's line is now.</summary>
internal readonly record struct LineState(LinkConditions Up, LinkConditions Down, bool IsUpHeld, bool IsDownHeld)
{
    public static LineState Perfect { get; } = new(LinkConditions.Perfect, LinkConditions.Perfect, false, false);
}

/// <summary>One connection from below: what carries it, and what may happen to it.</summary>
internal sealed class Line : IDisposable
{
    private readonly MemoryTransport _inner;
    private LineState _state;
    private string _address = "";

    public Line(Wires wires, LineState state, IPAddress from)
    {
        _state = state;
        _inner = new MemoryTransport(() => wires.Connect(_state, from, out _address));
        Transport = new SilenceWatch(_inner);
    }

    /// <summary>What the client library uses.</summary>
    public IClientTransport Transport { get; }

    /// <summary>How the server's carrier names this connection; empty before it was dialled.</summary>
    public string Address => _address;

    public void Shape(in LineState state)
    {
        _state = state;
        if (_inner.Socket is { } socket)
        {
            (socket.Up.Conditions, socket.Down.Conditions) = (state.Up, state.Down);
            (socket.Up.IsHeld, socket.Down.IsHeld) = (state.IsUpHeld, state.IsDownHeld);
        }
    }

    /// <summary>The client is gone without a word.</summary>
    public void Vanish() => _inner.Socket?.Vanish();

    /// <summary>The client's carrier finds out that the connection is gone, the server's does not.</summary>
    public void Fail() => _inner.Fail();

    public void Dispose() => Transport.Dispose();
}
