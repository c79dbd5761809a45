using Ecs.Client;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Memory;

namespace Ecs.Tests.Faults;

/// <summary>How a client's line is now.</summary>
internal readonly record struct LineState(LinkConditions Up, LinkConditions Down, bool IsUpHeld, bool IsDownHeld)
{
    public static LineState Perfect { get; } = new(LinkConditions.Perfect, LinkConditions.Perfect, false, false);
}

/// <summary>One connection from below: what carries it, and what may happen to it.</summary>
internal abstract class Line : IDisposable
{
    /// <summary>What the client library uses.</summary>
    public abstract IClientTransport Transport { get; }

    /// <summary>How the server's carrier names this connection; empty before it was dialled.</summary>
    public abstract string Address { get; }

    public abstract void Shape(in LineState state);

    /// <summary>The client is gone without a word.</summary>
    public abstract void Vanish();

    public void Dispose() => Transport.Dispose();
}

/// <summary>The wires of one run, with the server's end of them.</summary>
internal abstract class Wires : IDisposable
{
    public abstract ICarrier Carrier { get; }

    public abstract Line NewLine(in LineState state);

    /// <summary>What is due arrives.</summary>
    public virtual void Deliver()
    {
    }

    /// <summary>Somebody without a connection sends something damaged; nothing where there is no such thing.</summary>
    public virtual void Trouble()
    {
    }

    public void Dispose() => Carrier.Dispose();
}
