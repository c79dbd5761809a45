using System.Text;
using Ecs.Server.Redis;

namespace Ecs.Tests.Server.Redis;

/// <summary>A reply that says that it will be huge is noticed in the line that says so, wherever it is cut.</summary>
public sealed class ReplySizesTests
{
    [Theory]
    [InlineData("+OK\r\n:12345678901\r\n-ERR no\r\n$-1\r\n*-1\r\n")]
    [InlineData("*2\r\n$3\r\nabc\r\n$0\r\n\r\n")]
    [InlineData("$14\r\n$1073741824\r\n\r\n\r\n+OK\r\n")]
    [InlineData("$1048576\r\n")]
    [InlineData("+1073741824\r\n")]
    public void Usual_replies_pass_in_any_pieces(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            var sizes = new ReplySizes();

            Assert.All(bytes.Chunk(piece), part => Assert.True(sizes.TryFollow(part)));
        }
    }

    [Theory]
    [InlineData("$1073741824\r\n")]
    [InlineData("$1048577\r\n")]
    [InlineData("$99999999999999999999999\r\n")]
    [InlineData("*65537\r\n")]
    [InlineData("+OK\r\n*2\r\n$1\r\na\r\n$2000000\r\n")]
    public void A_huge_one_does_not(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            var sizes = new ReplySizes();

            Assert.Contains(bytes.Chunk(piece), part => !sizes.TryFollow(part));
        }
    }

    [Fact]
    public void Neither_does_a_line_that_never_ends()
    {
        var sizes = new ReplySizes();

        Assert.False(sizes.TryFollow(Encoding.ASCII.GetBytes(new string('+', 100_000))));
    }
}
