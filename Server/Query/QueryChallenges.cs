using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace Ecs.Server.Query;

/// <summary>
/// Numbers that only who receives at an address can know: a truncated HMAC over address, port and coarse time, without any state per address. Good
/// for half a minute to a minute.
/// </summary>
internal sealed class QueryChallenges
{
    private const int SecretBytes = 32;
    private const int TimeBytes = 8;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(SecretBytes);

    public uint Make(SocketAddress source, TimeSpan now) => Make(source, now.Ticks / Period.Ticks);

    public bool IsGood(uint challenge, SocketAddress source, TimeSpan now)
    {
        var period = now.Ticks / Period.Ticks;
        return challenge != QueryRequest.NoChallenge && (challenge == Make(source, period) || challenge == Make(source, period - 1));
    }

    private uint Make(SocketAddress source, long period)
    {
        Span<byte> proven = stackalloc byte[source.Size + TimeBytes];
        source.Buffer.Span[..source.Size].CopyTo(proven);
        BinaryPrimitives.WriteInt64LittleEndian(proven[source.Size..], period);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, proven, hash);
        var challenge = BinaryPrimitives.ReadUInt32LittleEndian(hash);

        // That one is the question for a challenge.
        return challenge == QueryRequest.NoChallenge ? 0 : challenge;
    }
}
