using System.Net;
using System.Text;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Options;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.Proxies;

/// <summary>Whom HTTP proxies speak for. 10.0.0.0/8 and 2001:db8:aaaa::/48 are trusted; requests come from 10.0.0.1 unless told.</summary>
public sealed class ForwardedReaderTests(ITestOutputHelper output)
{
    private static readonly TrustedProxies Proxies = new(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8:aaaa::/48"));
    private static readonly IPEndPoint Proxy = new(IPAddress.Parse("10.0.0.1"), 4000);

    [Theory]
    [InlineData("Host: a", "10.0.0.1:4000")]
    [InlineData("X-Forwarded-For: 203.0.113.7", "203.0.113.7:0")]
    [InlineData("x-forwarded-FOR:203.0.113.7:4711", "203.0.113.7:4711")]
    [InlineData("X-Forwarded-For: 2001:db8::7", "[2001:db8::7]:0")]
    [InlineData("X-Forwarded-For: [2001:db8::7]:4711", "[2001:db8::7]:4711")]
    [InlineData("X-Forwarded-For: [2001:db8::7]", "[2001:db8::7]:0")]
    [InlineData("X-Forwarded-For: ::ffff:203.0.113.7", "203.0.113.7:0")]
    [InlineData("X-Forwarded-For: 198.51.100.1, 203.0.113.7", "203.0.113.7:0")] // the left one the client made up
    [InlineData("X-Forwarded-For: nonsense<>, 203.0.113.7", "203.0.113.7:0")]
    [InlineData("X-Forwarded-For: 203.0.113.7, 10.2.3.4, 2001:db8:aaaa::9", "203.0.113.7:0")] // three proxies of ours
    [InlineData("X-Forwarded-For: 10.2.3.4, 10.2.3.5", "10.2.3.4:0")] // somebody within
    [InlineData("X-Forwarded-For: 203.0.113.7,, ,", "203.0.113.7:0")]
    [InlineData("X-Forwarded-For: 198.51.100.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7", "203.0.113.7:0")]
    [InlineData("X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-For: 10.2.3.4", "203.0.113.7:0")]
    [InlineData("X-Forwarded-For: 203.0.113.7, unknown", "10.0.0.1:4000")]
    [InlineData("X-Forwarded-For: 203.0.113.7, unknown, 10.9.9.9", "10.9.9.9:0")]
    [InlineData("X-Forwarded-For: _hidden", "10.0.0.1:4000")]
    [InlineData("X-Forwarded-For:", "10.0.0.1:4000")]
    [InlineData("Forwarded: for=203.0.113.7", "203.0.113.7:0")]
    [InlineData("Forwarded: For=\"203.0.113.7:4711\";proto=http;by=203.0.113.43", "203.0.113.7:4711")]
    [InlineData("Forwarded: for=203.0.113.7:4711", "203.0.113.7:4711")]
    [InlineData("Forwarded: proto=https; for=\"[2001:db8::7]:4711\" ;host=\"a,b;c\"", "[2001:db8::7]:4711")]
    [InlineData("Forwarded: for=\"[2001:db8::7]\"", "[2001:db8::7]:0")]
    [InlineData("Forwarded: for=\"\\203.0.113.7\"", "203.0.113.7:0")]
    [InlineData("Forwarded: for=203.0.113.7:_gate", "203.0.113.7:0")]
    [InlineData("Forwarded: for=198.51.100.1, for=203.0.113.7;by=_us,for=10.2.3.4", "203.0.113.7:0")]
    [InlineData("Forwarded: for=198.51.100.1\r\nForwarded: for=203.0.113.7", "203.0.113.7:0")]
    [InlineData("Forwarded: for=unknown", "10.0.0.1:4000")]
    [InlineData("Forwarded: for=_SEVKISEK", "10.0.0.1:4000")]
    [InlineData("Forwarded: for=203.0.113.7, proto=http", "10.0.0.1:4000")] // the last proxy does not say for whom
    [InlineData("Forwarded: for=203.0.113.7, ,;", "203.0.113.7:0")]
    [InlineData("Forwarded: for=\"[2001:db8::7]:4711\"\r\nX-Forwarded-For: 2001:db8::7", "[2001:db8::7]:0")] // both, and they agree
    public void The_person_is_the_last_whom_a_trusted_proxy_names(string lines, string person)
    {
        Assert.True(Find(lines, Proxy, out var found));
        Assert.Equal(person, found.ToString());
    }

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.7, nonsense")]
    [InlineData("X-Forwarded-For: 203.0.113.07")]
    [InlineData("X-Forwarded-For: 203.0.113.7:65536")]
    [InlineData("X-Forwarded-For: 203.0.113.7:")]
    [InlineData("X-Forwarded-For: [2001:db8::7")]
    [InlineData("X-Forwarded-For: [203.0.113.7]:1")]
    [InlineData("X-Forwarded-For: fe80::1%eth0")]
    [InlineData("X-Forwarded-For: 203.0.113.7 198.51.100.1")]
    [InlineData("X-Forwarded-For: bad, 10.2.3.4")]
    [InlineData("Forwarded: 203.0.113.7")]
    [InlineData("Forwarded: for=")]
    [InlineData("Forwarded: for=[2001:db8::7]")]
    [InlineData("Forwarded: for=\"2001:db8::7\"")]
    [InlineData("Forwarded: for=\"203.0.113.7")]
    [InlineData("Forwarded: for=\"203.0.113.7\\")]
    [InlineData("Forwarded: for=\"203.0.113.7\"x")]
    [InlineData("Forwarded: for=203.0.113.7;for=198.51.100.1")]
    [InlineData("Forwarded: for =203.0.113.7")]
    [InlineData("Forwarded: for=\"x, for=203.0.113.7")] // an open quote swallows what the proxy added
    [InlineData("Forwarded: for=\"0000000000000000000000000000000000000000000000000000000000000000000000000000000000000203.0.113.7\"")]
    [InlineData("X-Forwarded-For: 203.0.113.7\r\nForwarded: for=198.51.100.1")] // one of them is the client's own
    [InlineData("X-Forwarded-For: 198.51.100.1\r\nForwarded: for=203.0.113.7")]
    [InlineData("X-Forwarded-For: 203.0.113.7\r\nForwarded: for=unknown")]
    public void What_a_trusted_proxy_says_unclearly_is_nobody(string lines) => Assert.False(Find(lines, Proxy, out _));

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.7")]
    [InlineData("Forwarded: for=203.0.113.7")]
    [InlineData("X-Forwarded-For: nonsense")]
    [InlineData("Forwarded: for=\"x\r\nX-Forwarded-For: 1.2.3.4")]
    public void Of_strangers_nothing_is_read(string lines)
    {
        var stranger = new IPEndPoint(IPAddress.Parse("198.51.100.9"), 1);

        Assert.True(Find(lines, stranger, out var found));
        Assert.Equal(stranger, found);
    }

    /// <summary>Whatever a client writes on the left, the proxy's own word on the right decides, or nobody gets in.</summary>
    [Fact]
    public void Nothing_that_a_client_writes_makes_it_somebody_else()
    {
        const int seed = 9;
        var rounds = DeepRun.Or("DOOR_MUTATIONS", 20_000);
        var random = new Random(seed);
        const string letters = "0123456789.:,;=\"\\[] \t_forunkwdFOR/x";
        var refused = 0;
        for (var round = 0; round < rounds; round++)
        {
            var words = new StringBuilder();
            for (var length = random.Next(40); length > 0; length--)
                words.Append(random.Next(6) == 0 ? "for=198.51.100.1" : letters[random.Next(letters.Length)].ToString());
            var lines = random.Next(2) == 0 ? $"X-Forwarded-For: {words}, 203.0.113.7" : $"Forwarded: {words}, for=203.0.113.7";

            if (Find(lines, Proxy, out var found))
                Assert.True(found.Address.Equals(IPAddress.Parse("203.0.113.7")), lines);
            else
                refused++;
        }

        output.WriteLine($"seed {seed}: {refused} of {rounds} refused");
        Assert.InRange(refused, 1, rounds - 1);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("10.1.2.3/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8, 2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.9.9.9", true)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("0.0.0.0/0", "203.0.113.7", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("", "127.0.0.1", false)]
    public void A_list_of_networks_says_who_is_trusted(string list, string address, bool isTrusted)
    {
        var faults = new Ecs.Server.Options.OptionFaults();
        var proxies = NetOptions.ReadProxies(list, "Connection:TrustedProxies", faults);

        Assert.Empty(faults.Lines);
        Assert.Equal(isTrusted, proxies.Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("2001:db8::/129")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10/8")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.1,nobody")]
    public void What_is_no_network_is_refused_by_name(string list)
    {
        var faults = new Ecs.Server.Options.OptionFaults();
        NetOptions.ReadProxies(list, "Connection:TrustedProxies", faults);

        var bad = list.Split(',')[^1];
        Assert.Equal(
            [$"Connection:TrustedProxies (--trusted-proxies): \"{bad}\" is neither an address nor a network such as 10.0.0.0/8"], faults.Lines);
    }

    private static bool Find(string lines, IPEndPoint peer, out IPEndPoint person) =>
        ForwardedReader.TryFind(Encoding.Latin1.GetBytes(lines + "\r\n"), peer, Proxies, out person);
}
