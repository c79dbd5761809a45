using System.Buffers.Binary;
using System.Security.Cryptography;
using LiteNetLib.Transport;

namespace LiteNetLib.Admission;

/// <summary>
/// Cookies that prove a source address without any state per address: mark, coarse time, and a truncated HMAC-SHA256 over address, port and
/// time. Good for 4 to 8 seconds. The secret changes every 64 seconds; its predecessor is kept.
/// </summary>
internal sealed class CookieMint
{
    public const int Size = 20;

    private const uint Mark = 0x31434E4C;
    private const int MacSize = 12;
    private const int SecretSize = 32;
    private const long PeriodMicroseconds = 4_000_000;
    private const int PeriodsPerSecret = 16;

    private readonly IRandomSource _random;
    private readonly byte[] _secret = new byte[SecretSize];
    private readonly byte[] _previous = new byte[SecretSize];
    private long _generation;

    public CookieMint(IRandomSource random)
    {
        _random = random;
        random.Fill(_secret);
        random.Fill(_previous);
    }

    /// <summary>Whether data ends like a cookie; says nothing about its truth.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> data)
        => data.Length >= Size && BinaryPrimitives.ReadUInt32LittleEndian(data[^Size..]) == Mark;

    public void Make(in EndpointKey source, long now, Span<byte> cookie)
    {
        Rotate(now);
        long period = now / PeriodMicroseconds;
        BinaryPrimitives.WriteUInt32LittleEndian(cookie, Mark);
        BinaryPrimitives.WriteUInt32LittleEndian(cookie[4..], (uint)period);
        Authenticate(_secret, source, (uint)period, cookie.Slice(8, MacSize));
    }

    public bool IsGood(ReadOnlySpan<byte> cookie, in EndpointKey source, long now)
    {
        Rotate(now);
        long current = now / PeriodMicroseconds;
        uint period = BinaryPrimitives.ReadUInt32LittleEndian(cookie[4..]);
        long age = (uint)((uint)current - period);
        if (age > 1)
        {
            return false;
        }

        bool isOfThisSecret = (current - age) / PeriodsPerSecret == _generation;
        Span<byte> mac = stackalloc byte[MacSize];
        Authenticate(isOfThisSecret ? _secret : _previous, source, period, mac);
        return CryptographicOperations.FixedTimeEquals(mac, cookie.Slice(8, MacSize));
    }

    private static void Authenticate(ReadOnlySpan<byte> secret, in EndpointKey source, uint period, Span<byte> mac)
    {
        Span<byte> message = stackalloc byte[EndpointKey.Size + sizeof(uint)];
        source.Write(message);
        BinaryPrimitives.WriteUInt32LittleEndian(message[EndpointKey.Size..], period);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, message, hash);
        hash[..mac.Length].CopyTo(mac);
    }

    private void Rotate(long now)
    {
        long generation = now / PeriodMicroseconds / PeriodsPerSecret;
        if (generation == _generation)
        {
            return;
        }

        if (generation == _generation + 1)
        {
            _secret.CopyTo(_previous, 0);
        }
        else
        {
            _random.Fill(_previous);
        }

        _random.Fill(_secret);
        _generation = generation;
    }
}
