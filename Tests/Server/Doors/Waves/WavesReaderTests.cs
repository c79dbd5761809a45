using System.Text;
using Ecs.Server.Doors.Waves;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>What clients send, byte for byte, and what is refused.</summary>
public sealed class WavesReaderTests
{
    private const string Blanks = "                                                                ";

    [Theory]
    [InlineData("5", 5)]
    [InlineData("36", 36)]
    [InlineData("3584", 3584)]
    [InlineData("0", 0)]
    [InlineData("1048576", 1_048_576)]
    [InlineData("1048577", 1_048_577)]
    [InlineData("99999999999999999999999999999999", 1_048_577)] // Any number that is too large.
    public void A_header_is_a_decimal_length_and_blanks(string digits, int expected)
    {
        Assert.True(WavesReader.TryReadLength(Encoding.ASCII.GetBytes((digits + Blanks)[..64]), out var length));
        Assert.Equal(expected, length);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 5")]
    [InlineData("5 5")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("5\t")]
    [InlineData("5\0")]
    [InlineData("GET / HTTP/1.1")]
    public void Anything_else_is_no_header(string text) =>
        Assert.False(WavesReader.TryReadLength(Encoding.ASCII.GetBytes((text + Blanks)[..64]), out _));

    [Fact]
    public void The_two_bare_words_are_no_json()
    {
        Assert.True(WavesReader.IsHello("hello"u8));
        Assert.False(WavesReader.IsHello("\"hello\""u8));
        Assert.False(WavesReader.IsHello("Hello"u8));
        Assert.True(WavesReader.IsFarewell("!DISCONNECT"u8));
        Assert.False(WavesReader.TryReadUserData("hello"u8, out _));
    }

    [Theory]
    [InlineData("""{"connection": true, "ready": false}""", true, false)]
    [InlineData("""{"connection": true, "ready": true}""", true, true)]
    [InlineData("""{"connection": false, "ready": true}""", false, true)]
    [InlineData("""{"connection": false, "ready": false}""", false, false)]
    [InlineData("""{"ready":true,"connection":true}""", true, true)]
    [InlineData("""{"\udc00x": 1, "connection": true, "\ud800\ud800\ud800": "\udfff", "ready": false}""", true, false)]
    [InlineData(""" {"name": [1, {"ready": 2}], "connection": true, "ready": false, "connection": false} """, false, false)]
    public void User_data_says_connection_and_ready(string text, bool connection, bool ready)
    {
        Assert.True(WavesReader.TryReadUserData(Encoding.UTF8.GetBytes(text), out var userData));
        Assert.Equal(new WavesUserData(connection, ready), userData);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"connection": true}""")]
    [InlineData("""{"ready": true}""")]
    [InlineData("""{"connection": 1, "ready": false}""")]
    [InlineData("""{"connection": "true", "ready": false}""")]
    [InlineData("""{"connection": null, "ready": false}""")]
    [InlineData("""{"connection": {}, "ready": false}""")]
    [InlineData("""{"connection": true, "ready": false""")]
    [InlineData("""{"connection": true, "ready": false}}""")]
    [InlineData("""{"connection": true, "ready": false} 1""")]
    [InlineData("""{"connection": True, "ready": false}""")]
    [InlineData("""{'connection': true, 'ready': false}""")]
    [InlineData("""[{"connection": true, "ready": false}]""")]
    [InlineData("""{"\udc00x": true, "connection": true, "\u0072eady": true}""")] // A name is known by its plain spelling.
    [InlineData("""{"\ud80": true, "connection": true, "ready": true}""")]
    [InlineData("true")]
    public void Other_user_data_is_refused(string text) =>
        Assert.False(WavesReader.TryReadUserData(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData(4, WavesKeys.Left)]
    [InlineData(7, WavesKeys.Right)]
    [InlineData(22, WavesKeys.Down)]
    [InlineData(26, WavesKeys.Up)]
    [InlineData(44, WavesKeys.Fire)]
    [InlineData(0, WavesKeys.None)]
    [InlineData(5, WavesKeys.None)]
    [InlineData(511, WavesKeys.None)]
    public void A_key_is_known_by_its_scan_code(int scanCode, WavesKeys expected)
    {
        var payload = Encoding.UTF8.GetBytes(WavesWire.KeysText(scanCode));

        Assert.Equal(3583, payload.Length);
        Assert.True(WavesReader.TryReadKeys(payload, out var keys));
        Assert.Equal(expected, keys);
    }

    [Fact]
    public void Keys_without_one_pressed_are_3584_bytes_and_all_keys_are_all()
    {
        var none = Encoding.UTF8.GetBytes(WavesWire.KeysText());
        Assert.Equal(3584, none.Length);
        Assert.True(WavesReader.TryReadKeys(none, out var keys));
        Assert.Equal(WavesKeys.None, keys);

        Assert.True(WavesReader.TryReadKeys(Encoding.UTF8.GetBytes(WavesWire.KeysText([.. Enumerable.Range(0, 512)])), out keys));
        Assert.Equal(WavesKeys.Left | WavesKeys.Right | WavesKeys.Up | WavesKeys.Down | WavesKeys.Fire, keys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(4096)]
    public void Any_other_number_of_keys_is_refused(int count)
    {
        var text = "[" + string.Join(", ", Enumerable.Repeat("false", count)) + "]";

        Assert.False(WavesReader.TryReadKeys(Encoding.UTF8.GetBytes(text), out var keys));
        Assert.Equal(WavesKeys.None, keys);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"true\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("True")]
    [InlineData("")]
    public void A_key_that_is_no_boolean_is_refused(string key)
    {
        var text = "[" + string.Join(", ", Enumerable.Range(0, 512).Select(code => code == 300 ? key : "true")) + "]";

        Assert.False(WavesReader.TryReadKeys(Encoding.UTF8.GetBytes(text), out var keys));
        Assert.Equal(WavesKeys.None, keys);
    }

    [Fact]
    public void Every_truncation_of_the_keys_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(WavesWire.KeysText(WavesRig.Space));
        for (var length = 0; length < whole.Length; length++)
            Assert.False(WavesReader.TryReadKeys(whole.AsSpan(0, length), out _), $"{length} bytes");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void Deep_nesting_is_refused_without_a_deep_stack(string opening)
    {
        var bomb = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 20_000)));

        Assert.False(WavesReader.TryReadKeys(bomb, out _));
        Assert.False(WavesReader.TryReadUserData(bomb, out _));
        Assert.False(WavesReader.TryReadUserData([.. "{\"x\": "u8, .. bomb], out _));
    }
}
