using System.Text;
using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Texts of the wire: Latin-1 out, either encoding in.</summary>
public sealed class WireTextTests
{
    [Theory]
    [InlineData("6e69f16f20e1e9", "niño áé")] // as the original client sends it
    [InlineData("6e69c3b16f20c3a1c3a9", "niño áé")] // as one that writes UTF-8
    [InlineData("686f6c61206d756e646f", "hola mundo")]
    [InlineData("", "")]
    [InlineData("80", "€")]
    public void Valid_utf8_is_read_as_such_and_everything_else_as_windows_1252(string hex, string text) =>
        Assert.Equal(text, WireText.Decode(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("niño", "6e69f16f")]
    [InlineData("» ¡Árbol! «", "bb20a1c172626f6c2120ab")]
    [InlineData("5 €", "352080")]
    [InlineData("日本", "3f3f")]
    [InlineData("\u0142", "6c")]
    public void What_the_code_page_lacks_goes_out_as_its_best_fit_or_a_question_mark(string text, string hex)
    {
        var bytes = new byte[64];

        Assert.Equal(hex, Convert.ToHexStringLower(bytes.AsSpan(0, WireText.Encode(text, bytes))));
    }

    [Fact]
    public void Long_texts_are_cut_to_what_there_is_room_for()
    {
        var bytes = new byte[8];

        Assert.Equal(8, WireText.Encode(new string('ñ', 1_000), bytes));
        Assert.All(bytes, value => Assert.Equal(0xf1, value));
    }

    [Theory]
    [InlineData("Ñandú", true)]
    [InlineData("Żaba", false)]
    public void Names_that_clients_cannot_show_are_known_as_such(string text, bool isWestern) => Assert.Equal(isWestern, WireText.IsWestern(text));

    [Fact]
    public void Every_byte_string_is_some_text()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            Assert.InRange(WireText.Decode(bytes).Length, (bytes.Length + 3) / 4, bytes.Length);
        }

        Assert.Equal("", Encoding.Latin1.GetString([]));
    }
}
