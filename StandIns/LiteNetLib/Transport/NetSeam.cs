namespace LiteNetLib.Transport;

/// <summary>Everything the library takes from outside: sockets, time and randomness. Tests replace all three.</summary>
internal sealed record NetSeam(ISocketSource Sockets, TimeProvider Clock, IRandomSource Random)
{
    public static NetSeam Real { get; } = new(new UdpSocketSource(), TimeProvider.System, new SystemRandom());
}
