using System.Net;
using Ecs.Protocol.LiteNet;
using Ecs.Server.Doors.Native.Udp.Gate;

namespace Ecs.Tests.Server.Doors.Native.Udp.Gate;

public sealed class ConnectCookieTests
{
    private static readonly IPEndPoint Ana = new(IPAddress.Parse("192.0.2.7"), 4242);

    private readonly ConnectCookies _cookies = new();

    public static TheoryData<string, int> Others => new()
    {
        { "192.0.2.7", 4243 },
        { "192.0.2.8", 4242 },
        { "2001:db8::7", 4242 },
    };

    [Fact]
    public void A_cookie_is_good_for_whom_it_was_made()
    {
        var cookie = Make(Ana, TimeSpan.Zero);

        Assert.True(GateWire.EndsLikeCookie(cookie));
        Assert.True(_cookies.IsGood(cookie, Ana, TimeSpan.FromSeconds(3.9)));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void And_for_nobody_else(string address, int port) =>
        Assert.False(_cookies.IsGood(Make(Ana, TimeSpan.Zero), new IPEndPoint(IPAddress.Parse(address), port), TimeSpan.Zero));

    [Fact]
    public void Every_changed_bit_spoils_it()
    {
        var cookie = Make(Ana, TimeSpan.FromSeconds(100));
        for (var bit = 32; bit < cookie.Length * 8; bit++)
        {
            cookie[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_cookies.IsGood(cookie, Ana, TimeSpan.FromSeconds(100)), $"bit {bit}");
            cookie[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(_cookies.IsGood(cookie, Ana, TimeSpan.FromSeconds(100)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.3)]
    [InlineData(3.99)]
    [InlineData(62.5)]
    [InlineData(64 * 1_000_000)]
    public void It_lives_four_to_eight_seconds_also_when_the_secret_changes_meanwhile(double made)
    {
        var cookie = Make(Ana, TimeSpan.FromSeconds(made));

        Assert.True(_cookies.IsGood(cookie, Ana, TimeSpan.FromSeconds(made + 4)));
        Assert.False(_cookies.IsGood(cookie, Ana, TimeSpan.FromSeconds(made + 8)));
    }

    [Fact]
    public void Another_process_makes_others() => Assert.False(new ConnectCookies().IsGood(Make(Ana, TimeSpan.Zero), Ana, TimeSpan.Zero));

    private byte[] Make(IPEndPoint source, TimeSpan now)
    {
        var cookie = new byte[GateWire.CookieBytes];
        _cookies.Make(source, now, cookie);
        return cookie;
    }
}
