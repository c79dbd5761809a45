using System.Text;
using Ecs.Server.Net.Proxies;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Net.Proxies;

/// <summary>The PROXY protocol byte by byte: whole heads, every beginning of one, and what only looks like one.</summary>
public sealed class ProxyHeadTests(ITestOutputHelper output)
{
    private const string Signature = "0D0A0D0A000D0A515549540A";

    public static TheoryData<string, string?> WholeHeads => new()
    {
        { "PROXY TCP4 203.0.113.7 192.0.2.1 51234 7666\r\n", "203.0.113.7:51234" },
        { "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255:65535" },
        { "PROXY TCP6 2001:db8::7 2001:DB8::1 0 1\r\n", "[2001:db8::7]:0" },
        { "PROXY TCP6 ::ffff:203.0.113.7 ::1 9 1\r\n", "203.0.113.7:9" },
        { "PROXY UNKNOWN\r\n", null },
        { "PROXY UNKNOWN ffff::1 whatever it says 1 2\r\n", null },
        { Signature + "2111000C" + "CB007107" + "C0000201" + "C822" + "1DF2", "203.0.113.7:51234" },
        { Signature + "2112000C" + "CB007107" + "C0000201" + "C822" + "1DF2", "203.0.113.7:51234" },
        { Signature + "21110013" + "CB007107" + "C0000201" + "C822" + "1DF2" + "04000401020304", "203.0.113.7:51234" },
        {
            Signature + "21210024" + "20010DB8000000000000000000000007" + "20010DB8000000000000000000000001" + "00501DF2",
            "[2001:db8::7]:80"
        },
        {
            Signature + "21210024" + "00000000000000000000FFFFCB007107" + "20010DB8000000000000000000000001" + "00501DF2",
            "203.0.113.7:80"
        },
        { Signature + "20000000", null },
        { Signature + "20FF0003" + "010203", null }, // The proxy itself: its family does not matter.
        { Signature + "21000000", null },
        { Signature + "21310004" + "01020304", null }, // A pipe of the proxy's machine.
        { Signature + "2110000C" + "CB007107" + "C0000201" + "C822" + "1DF2", null },
    };

    [Theory]
    [MemberData(nameof(WholeHeads))]
    public void A_whole_head_names_the_person_and_every_beginning_of_it_waits(string head, string? person)
    {
        var bytes = BytesOf(head);

        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(ProxyHeadStep.NeedsMore, ProxyHead.Read(bytes.AsSpan(0, length), out _, out _));

        Assert.Equal(ProxyHeadStep.Whole, ProxyHead.Read([.. bytes, .. "PROXY hello"u8], out var whole, out var found));
        Assert.Equal((bytes.Length, person), (whole, found?.ToString()));
    }

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 51234\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 51234 7666 1\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7  192.0.2.1 51234 7666\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 51234 65536\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 -1 80\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 080 80\r\n")]
    [InlineData("PROXY TCP4 203.0.113.07 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY TCP4 203.0.113 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY TCP4 0x7f.0.0.1 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY TCP4 203.0.113.256 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY TCP4 2001:db8::1 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY TCP6 203.0.113.7 2001:db8::1 1 80\r\n")]
    [InlineData("PROXY TCP6 fe80::1%1 2001:db8::1 1 80\r\n")]
    [InlineData("PROXY TCP6 [2001:db8::7] 2001:db8::1 1 80\r\n")]
    [InlineData("PROXY TCP6 2001:db8:::7 2001:db8::1 1 80\r\n")]
    [InlineData("PROXY tcp4 203.0.113.7 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY UDP4 203.0.113.7 192.0.2.1 1 80\r\n")]
    [InlineData("PROXY UNKNOWNS\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData(Signature + "11110000")] // version 1 in binary
    [InlineData(Signature + "22110000")] // a command that does not exist
    [InlineData(Signature + "2141000C" + "0000000000000000")] // a family that does not exist
    [InlineData(Signature + "2113000C" + "0000000000000000")] // a transport that does not exist
    [InlineData(Signature + "2111000B")] // shorter than its addresses
    [InlineData(Signature + "21210023")]
    [InlineData(Signature + "20000FF1")] // longer than anybody needs
    [InlineData(Signature + "2111FFFF")]
    public void What_begins_like_a_head_and_is_none_is_faulty(string head)
    {
        Assert.Equal(ProxyHeadStep.Faulty, ProxyHead.Read(BytesOf(head), out _, out var person));
        Assert.Null(person);
    }

    [Fact]
    public void A_line_without_an_end_is_faulty_as_soon_as_it_is_too_long()
    {
        var line = Encoding.ASCII.GetBytes("PROXY UNKNOWN " + new string('x', 200));

        Assert.Equal(ProxyHeadStep.NeedsMore, ProxyHead.Read(line.AsSpan(0, 106), out _, out _));
        Assert.Equal(ProxyHeadStep.Faulty, ProxyHead.Read(line.AsSpan(0, 107), out _, out _));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("POST")]
    [InlineData("5                                                               hello")]
    [InlineData("PROXY\t")]
    [InlineData("\r\n\r\nGET")]
    public void Clients_that_speak_for_themselves_are_told_apart(string said) =>
        Assert.Equal(ProxyHeadStep.Absent, ProxyHead.Read(Encoding.ASCII.GetBytes(said), out _, out _));

    [Fact]
    public void Mutated_heads_are_read_within_their_bytes_or_not_at_all()
    {
        const int seed = 4;
        var rounds = Testing.DeepRun.Or("DOOR_MUTATIONS", 20_000);
        var random = new Random(seed);
        byte[][] heads = [.. WholeHeads.Select(static row => BytesOf((string)((object[])row)[0]))];
        var steps = new int[4];
        for (var round = 0; round < rounds; round++)
        {
            byte[] bytes = [.. heads[random.Next(heads.Length)], .. heads[random.Next(heads.Length)]];
            for (var change = random.Next(4); change >= 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var step = ProxyHead.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1)), out var length, out var person);
            steps[(int)step]++;
            if (step == ProxyHeadStep.Whole)
                Assert.InRange(length, 1, bytes.Length);
            else
                Assert.Null(person);
        }

        output.WriteLine($"seed {seed}: {string.Join(", ", steps)} of {rounds} wait, absent, whole, faulty");
        Assert.All(steps, static count => Assert.NotEqual(0, count));
    }

    private static byte[] BytesOf(string head) =>
        head.StartsWith(Signature, StringComparison.Ordinal) ? Convert.FromHexString(head) : Encoding.ASCII.GetBytes(head);
}
