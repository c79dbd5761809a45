namespace Ecs.Tests.Testing.Network;

/// <summary>
/// Wires without sockets, for one process that holds a server and its clients. Time is that of the provider, so a test
/// turns the crank; chance comes from the seed, each direction of each link having its own.
/// </summary>
public sealed class VirtualNetwork(int seed, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int _links;

    /// <summary>100-nanosecond units since the network was made.</summary>
    public long Now => time.GetElapsedTime(_start).Ticks;

    internal TestBufferPool Buffers { get; } = new();

    internal VirtualLink NewLink(LinkConditions conditions)
    {
        _links++;

        // Spread so that neighbouring links do not draw neighbouring numbers.
        return new VirtualLink(this, unchecked(seed + (_links * (int)0x9E3779B9)), conditions);
    }
}
