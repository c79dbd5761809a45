using System.Security.Cryptography;
using System.Text;

namespace Ecs.Server.Guards;

/// <summary>A password or token of the server's own, as its digest: how long a comparison takes tells neither what it is nor how long.</summary>
internal sealed class SecretDigest(string text)
{
    private readonly byte[] _digest = DigestOf(text);

    /// <summary>Whether it is the same text.</summary>
    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(DigestOf(given), _digest);

    private static byte[] DigestOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
