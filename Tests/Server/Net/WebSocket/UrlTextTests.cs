using Ecs.Server.Net.WebSocket;

namespace Ecs.Tests.Server.Net.WebSocket;

public sealed class UrlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a%20b+c", "a b+c")]
    [InlineData("%c3%A4", "\u00e4")]
    [InlineData("%2Fetc%2F", "/etc/")]
    [InlineData("%", null)]
    [InlineData("a%2", null)]
    [InlineData("%zz", null)]
    [InlineData("%+1", null)]
    [InlineData("%ff", null)] // no UTF-8
    [InlineData("%ed%a0%80", null)] // a surrogate
    [InlineData("\u00e4", null)] // was never encoded
    public void A_path_is_decoded_or_refused(string encoded, string? decoded)
    {
        Assert.Equal(decoded, UrlText.Decode(encoded, isQuery: false));
    }

    [Theory]
    [InlineData("token=a+b%2B", "token", "a b+")]
    [InlineData("a=1&token=2&token=3", "token", "2")]
    [InlineData("to%6Ben=x", "token", "x")]
    [InlineData("token", "token", "")]
    [InlineData("token=", "token", "")]
    [InlineData("token=a=b", "token", "a=b")]
    [InlineData("&&=x&b=%", "b", null)]
    [InlineData("tokens=1", "token", null)]
    [InlineData("", "token", null)]
    public void A_query_has_the_first_value_of_a_name_or_none(string query, string name, string? value)
    {
        Assert.Equal(value, UrlText.ValueOf(query, name));
    }

    [Fact]
    public void A_long_path_is_decoded_too()
    {
        Assert.Equal(new string('/', 2000), UrlText.Decode(string.Concat(Enumerable.Repeat("%2f", 2000)), isQuery: false));
    }
}
