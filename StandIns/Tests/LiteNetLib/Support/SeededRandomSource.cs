using LiteNetLib.Transport;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

internal sealed class SeededRandomSource(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> bytes) => _random.NextBytes(bytes);
}
