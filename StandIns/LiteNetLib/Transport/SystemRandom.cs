using System.Security.Cryptography;

namespace LiteNetLib.Transport;

internal sealed class SystemRandom : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
