using Ecs.Protocol;
using Ecs.Server.Doors.Survival;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Every packet of a client as real bytes, in both generations of codes, and every quirk of how they are written.</summary>
[Collection(AloneLane.Name)]
public sealed class SurvivalReaderTests
{
    public static TheoryData<string, string, SurvivalClientMessage> Rows => new()
    {
        { "92a273709183a46e616d65a35a6f65a76d6f6f666f6c6cc3a4736b696e00", "92a14d9183a46e616d65a35a6f65a76d6f6f666f6c6cc3a4736b696e00", new(SurvivalClientPacket.Spawn) { Text = "Zoe" } },
        { "92a2333391cb3fe921fb54442d18", "92a13991cb3fe921fb54442d18", new(SurvivalClientPacket.Move) { Angle = Math.PI / 4 } },
        { "92a2333391c0", "92a13991c0", new(SurvivalClientPacket.Move) },
        { "92a13291cb4004000000000000", "92a14491cb4004000000000000", new(SurvivalClientPacket.Aim) { Angle = 2.5 } },
        { "92a163920101", "92a146920101", new(SurvivalClientPacket.Attack) { Flag = true, Angle = 1 } },
        { "92a1639200c0", "92a1469200c0", new(SurvivalClientPacket.Attack) },
        { "92a1359203c2", "92a17a9203c2", new(SurvivalClientPacket.Select) { Item = 3 } },
        { "92a1359200c3", "92a17a9200c3", new(SurvivalClientPacket.Select) { Flag = true } },
        { "92a1379101", "92a14b9101", new(SurvivalClientPacket.Toggle) },
        { "92a3726d6490", "92a16590", new(SurvivalClientPacket.Stop) },
        { "92a2636891a26869", "92a13691a26869", new(SurvivalClientPacket.Chat) { Text = "hi" } },
        { "92a2636891aa6e69c3b16f20f09f9880", "92a13691aa6e69c3b16f20f09f9880", new(SurvivalClientPacket.Chat) { Text = "niño 😀" } },
        { "92a2707090", "92a13090", new(SurvivalClientPacket.Ping) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_packet_is_read_in_both_generations(string early, string present, SurvivalClientMessage expected)
    {
        Assert.Equal((ReadFault.None, expected), Read(early));
        Assert.Equal((ReadFault.None, expected), Read(present, "present"));
    }

    [Theory]
    [InlineData("920290", SurvivalClientPacket.Aim)]                    // 2 as a fixint
    [InlineData("92cc2190", SurvivalClientPacket.Move)]                 // 33 in other integer forms
    [InlineData("92cd002190", SurvivalClientPacket.Move)]
    [InlineData("92ce0000002190", SurvivalClientPacket.Move)]
    [InlineData("92d02190", SurvivalClientPacket.Move)]
    [InlineData("92d3000000000000002190", SurvivalClientPacket.Move)]
    [InlineData("92d902333390", SurvivalClientPacket.Move)]             // str 8
    [InlineData("92da0002333390", SurvivalClientPacket.Move)]           // str 16
    [InlineData("92db00000002333390", SurvivalClientPacket.Move)]       // str 32
    [InlineData("dc0002a23333dc0000", SurvivalClientPacket.Move)]       // array 16
    [InlineData("dd00000002a23333dd00000000", SurvivalClientPacket.Move)]
    [InlineData("92a331336393000700", SurvivalClientPacket.Store)]      // hats
    public void Ids_may_be_strings_or_numbers_of_any_form(string hex, SurvivalClientPacket packet) => Assert.Equal((ReadFault.None, new SurvivalClientMessage(packet)), Read(hex));

    [Theory]
    [InlineData("92a233339100", 0.0)]                           // a whole float comes as an integer
    [InlineData("92a23333917f", 127.0)]
    [InlineData("92a2333391ff", -1.0)]
    [InlineData("92a2333391d0df", -33.0)]
    [InlineData("92a2333391d1ff7f", -129.0)]
    [InlineData("92a2333391d2ffffffff", -1.0)]
    [InlineData("92a2333391d3ffffffffffffffff", -1.0)]
    [InlineData("92a2333391cc80", 128.0)]
    [InlineData("92a2333391cd0100", 256.0)]
    [InlineData("92a2333391ce00010000", 65536.0)]
    [InlineData("92a2333391cfffffffffffffffff", 18446744073709551615.0)] // what 1e300 becomes in the original's library
    [InlineData("92a2333391ca3fc00000", 1.5)]                   // float 32
    [InlineData("92a2333391cb8000000000000000", -0.0)]
    public void Numbers_are_read_from_every_form(string hex, double angle)
    {
        var (fault, message) = Read(hex);

        Assert.Equal(ReadFault.None, fault);
        Assert.Equal(angle, message.Angle);
    }

    [Theory]
    [InlineData("92a2333390", SurvivalClientPacket.Move)]               // a move without arguments stops
    [InlineData("92a16390", SurvivalClientPacket.Attack)]
    [InlineData("92a2737090", SurvivalClientPacket.Spawn)]
    [InlineData("92a27370 91c0", SurvivalClientPacket.Spawn)]
    [InlineData("92a2636890", SurvivalClientPacket.Chat)]
    [InlineData("92a2636891a0", SurvivalClientPacket.Chat)]
    public void Missing_arguments_and_nil_are_empty(string hex, SurvivalClientPacket packet) => Assert.Equal((ReadFault.None, new SurvivalClientMessage(packet)), Read(hex));

    [Fact]
    public void Attack_may_be_a_boolean_and_extra_arguments_do_not_matter()
    {
        Assert.Equal((ReadFault.None, new SurvivalClientMessage(SurvivalClientPacket.Attack) { Flag = true }), Read("92a16391c3"));
        Assert.Equal((ReadFault.None, new SurvivalClientMessage(SurvivalClientPacket.Aim) { Angle = 1 }), Read("92a13293019003"));
    }

    [Fact]
    public void A_name_is_found_among_other_keys_of_any_type() =>
        Assert.Equal((ReadFault.None, new SurvivalClientMessage(SurvivalClientPacket.Spawn) { Text = "Al" }), Read("92a273709184 01 02 c0 90 a46e616d65 a2416c a16b 81 01 02".Replace(" ", "", StringComparison.Ordinal)));

    [Fact]
    public void No_bytes_are_no_message() => Assert.Equal(ReadFault.Empty, Read("").Fault);

    [Theory]
    [InlineData("c0")]
    [InlineData("05")]
    [InlineData("a23333")]
    [InlineData("80")]
    [InlineData("90")]
    [InlineData("91a23333")]                                    // no arguments at all
    [InlineData("93a233339100c0")]                              // three elements
    [InlineData("92a2333300")]                                  // arguments that are no array
    [InlineData("92a23333c0")]
    [InlineData("92a2333380")]
    [InlineData("92c09100")]                                    // an id that is nil, a float, a bin, an array
    [InlineData("92cb40408000000000009100")]
    [InlineData("92c40133 90")]
    [InlineData("929090")]
    [InlineData("92a233339100ff")]                              // something behind it
    [InlineData("92a23333")]                                    // cut off
    [InlineData("92a2333391")]
    [InlineData("92a2333391cb3fe921fb54442d")]
    [InlineData("92a23333c1")]
    [InlineData("7b7d")]                                        // JSON
    public void What_is_no_envelope_is_malformed(string hex) => Assert.Equal(ReadFault.Malformed, Read(hex).Fault);

    [Theory]
    [InlineData("92a36e756d90")]
    [InlineData("920990")]                                      // 9 is a number for nothing here
    [InlineData("92ff90")]
    [InlineData("92a090")]
    public void Unknown_ids_are_told_apart(string hex) => Assert.Equal(ReadFault.UnknownMessage, Read(hex).Fault);

    [Theory]
    [InlineData("92a2333391cb7ff8000000000000")]                // NaN
    [InlineData("92a2333391cbfff8000000000001")]
    [InlineData("92a2333391cb7ff0000000000000")]                // infinity
    [InlineData("92a2333391cbfff0000000000000")]
    [InlineData("92a2333391ca7f800000")]
    [InlineData("92a2333391ca7fc00000")]
    [InlineData("92a13291cb7ff8000000000000")]
    [InlineData("92a1639201cb7ff0000000000000")]
    [InlineData("92a16391cb7ff0000000000000")]
    [InlineData("92a13591cb7ff8000000000000")]
    [InlineData("92a13591ff")]                                  // an item below 0, above 255, no whole one, none
    [InlineData("92a13591cd0100")]
    [InlineData("92a13591cb3fe0000000000000")]
    [InlineData("92a13590")]
    [InlineData("92a2333391a131")]                              // a text where a number belongs
    [InlineData("92a2636891 01")]
    [InlineData("92a2636891a2c328")]                            // no UTF-8
    [InlineData("92a273709101")]
    [InlineData("92a273709181a46e616d6505")]
    public void Values_out_of_range_are_refused(string hex) => Assert.Equal(ReadFault.OutOfRange, Read(hex).Fault);

    [Fact]
    public void Every_prefix_of_every_packet_is_refused()
    {
        foreach (var row in Rows)
        {
            var whole = Bytes((string)((object[])row)[0]);
            for (var length = 0; length < whole.Length; length++)
                Assert.NotEqual(ReadFault.None, SurvivalReader.Read(whole.AsMemory(0, length), SurvivalCodes.Of(), out _));
        }
    }

    [Fact]
    public void Deep_wide_and_lying_messages_are_refused_without_cost()
    {
        byte[][] bombs =
        [
            [.. Enumerable.Repeat((byte)0x91, 1_000), 0xc0],                       // a thousand arrays
            [.. Bytes("92a23333"), .. Enumerable.Repeat((byte)0x91, 8), 0xc0],     // one too many
            [.. Bytes("92a27370"), .. Enumerable.Repeat((byte)0x81, 1_000), 0xc0],
            Bytes("ddffffffff"),
            Bytes("92a23333ddffffffff"),
            Bytes("92a27370 91dfffffffff"),
            Bytes("92a2636891dbffffffff"),
            Bytes("92a2636891c6ffffffff"),
            Bytes("92a2636891c9ffffffff01"),
            [.. Bytes("92a2737091df000186a0"), .. Enumerable.Repeat((byte)0x01, 4_000)],
            [.. Bytes("92a2737091de0400"), .. Enumerable.Repeat((byte)0x01, 2_048)], // 1,024 keys, all the same
        ];
        var codes = SurvivalCodes.Of();
        foreach (var bomb in bombs)
        {
            var fault = ReadFault.None;
            Allocations.AssertNoneOnceWarm(() => fault = SurvivalReader.Read(bomb, codes, out _));

            Assert.NotEqual(ReadFault.None, fault);
        }
    }

    [Fact]
    public void Messages_without_text_are_read_without_garbage()
    {
        var codes = SurvivalCodes.Of();
        var packets = new[] { "92a2333391cb3fe921fb54442d18", "92a163920101", "92cc2190", "92a1359203c2", "92a2707090" }.Select(Bytes).ToArray();

        Allocations.AssertNoneOnceWarm(() =>
        {
            foreach (var packet in packets)
                SurvivalReader.Read(packet, codes, out _);
        });
    }

    internal static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static (ReadFault Fault, SurvivalClientMessage Message) Read(string hex, string column = "2023")
    {
        var fault = SurvivalReader.Read(Bytes(hex), SurvivalCodes.Of(column), out var message);
        return (fault, message);
    }
}
