using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ecs.Server.Storage.Accounts;

/// <summary>What is kept of a token: finding one by it tells nothing about the token.</summary>
internal static class TokenDigest
{
    public static byte[] Of(UInt128 token)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, token);
        return SHA256.HashData(bytes);
    }
}
