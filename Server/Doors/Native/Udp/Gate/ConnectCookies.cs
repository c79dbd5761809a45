using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Ecs.Protocol.LiteNet;

namespace Ecs.Server.Doors.Native.Udp.Gate;

/// <summary>
/// Cookies that prove a source address without any state per address: mark, coarse time, and a truncated HMAC-SHA256 over address, port
/// and time. Good for four to eight seconds. The secret changes every 64 seconds; its predecessor is kept.
/// </summary>
internal sealed class ConnectCookies
{
    private const int PeriodAt = 4;
    private const int MacAt = 8;
    private const int MacBytes = GateWire.CookieBytes - MacAt;
    private const int SecretBytes = 32;
    private const int PeriodsPerSecret = 16;

    // Address in its long form, port, scope of a link-local address, time.
    private const int ProvenBytes = 16 + 2 + 8 + 4;
    private const int AddressBytes = 16;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(4);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(SecretBytes);
    private readonly byte[] _previous = RandomNumberGenerator.GetBytes(SecretBytes);
    private long _generation;

    /// <param name="source">Whom the cookie is for.</param>
    /// <param name="now">Monotonic.</param>
    /// <param name="cookie"><see cref="GateWire.CookieBytes"/> bytes.</param>
    public void Make(IPEndPoint source, TimeSpan now, Span<byte> cookie)
    {
        Rotate(now);
        var period = (uint)(now.Ticks / Period.Ticks);
        BinaryPrimitives.WriteUInt32LittleEndian(cookie, GateWire.CookieMark);
        BinaryPrimitives.WriteUInt32LittleEndian(cookie[PeriodAt..], period);
        Authenticate(_secret, source, period, cookie.Slice(MacAt, MacBytes));
    }

    /// <summary>Whether this is a cookie that was made for this source, and not too long ago.</summary>
    public bool IsGood(ReadOnlySpan<byte> cookie, IPEndPoint source, TimeSpan now)
    {
        Rotate(now);
        var current = now.Ticks / Period.Ticks;
        var period = BinaryPrimitives.ReadUInt32LittleEndian(cookie[PeriodAt..]);
        long age = (uint)((uint)current - period);
        if (age > 1)
            return false;

        var isOfThisSecret = (current - age) / PeriodsPerSecret == _generation;
        Span<byte> mac = stackalloc byte[MacBytes];
        Authenticate(isOfThisSecret ? _secret : _previous, source, period, mac);
        return CryptographicOperations.FixedTimeEquals(mac, cookie.Slice(MacAt, MacBytes));
    }

    private static void Authenticate(ReadOnlySpan<byte> secret, IPEndPoint source, uint period, Span<byte> mac)
    {
        Span<byte> proven = stackalloc byte[ProvenBytes];
        proven.Clear();
        source.Address.TryWriteBytes(proven, out var length);
        BinaryPrimitives.WriteUInt16LittleEndian(proven[AddressBytes..], (ushort)source.Port);
        BinaryPrimitives.WriteInt64LittleEndian(proven[(AddressBytes + 2)..], length == AddressBytes ? source.Address.ScopeId : -1);
        BinaryPrimitives.WriteUInt32LittleEndian(proven[^4..], period);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, proven, hash);
        hash[..mac.Length].CopyTo(mac);
    }

    private void Rotate(TimeSpan now)
    {
        var generation = now.Ticks / Period.Ticks / PeriodsPerSecret;
        if (generation == _generation)
            return;

        if (generation == _generation + 1)
            _secret.CopyTo(_previous, 0);
        else
            RandomNumberGenerator.Fill(_previous);

        RandomNumberGenerator.Fill(_secret);
        _generation = generation;
    }
}
