using Ecs.Protocol;

namespace Ecs.Tests.Protocol;

/// <summary>
/// The bytes of version 5. A test that fails here has found a change of the wire: others no longer understand us, so the
/// version and the change log go with it.
/// </summary>
public class GoldenPacketTests
{
    public static TheoryData<string, string> Packets => new()
    {
        { "RequestAuth", "940102a3616e61a574306b656e" },
        { "RequestEnter", "9402a46d61696e01a3687574" },
        { "RequestRooms", "9103" },
        { "ChatSend", "9204a868c3a920f09f9880" },
        { "ActionRequest", "940501fece00011170" },
        { "OperatorLine", "9206a66b69636b2033" },
        { "Leave", "9107" },
        { "Input", "9208c426de030000eb03000083bf401a890000fd03fcff0300e4150800ffff0f00020000000000103204" },
        { "PathProbe", "9309cd0224c5021b" + new string('0', 2 * 539) },
        { "PathFound", "920acd03e9" },
        { "RequestMap", "920bcf0123456789abcdef" },
        { "RequestSchema", "910c" },
        { "AuthProof", "920dc420" + Counting(32) },
        { "AuthSuccess",
            "9841ce0001117102a3616e61ab7465737420736572766572"
            + "d927726573756d653a3031323334353637383961626364656666656463626139383736353433323130c3c3" },
        { "AuthFailure", "934203a574616b656e" },
        { "Entered", "9c43cd012c053c02cd03e8a46d61696ea56172656e61a762756e6b657273cf0123456789abcdefcffedcba98765432105a" },
        { "Refused", "94440206ac6e6f207375636820726f6f6d" },
        { "RoomList", "92459297a46d61696ea56172656e61a762756e6b6572730302cc80c297a47476c3a5a56172656e61a0000010c3" },
        { "ChatReceived", "954602cdffffa0a9736c6f7720646f776e" },
        { "PlayerInfo", "9647cd03ffcfffffffffffffffff01c3a5626f742037" },
        { "PlayerGone", "9348090c" },
        { "Events", "93494d9296040203cd012c14509609cdffffcdffff00ffd280000000" },
        { "Farewell", "934a0ba0" },
        { "OperatorAnswer", "924ba93220706c6179657273" },
        { "RoleChanged", "924c02" },
        { "Diagnostics", "dc00114ecd232878cd03842803cd1000021109ce00011170cf000000012a05f200cd0258cd02bc9296051f0ccd012c4d28960600cdffff000000970810ce000111700000cf0000000218711a00189205cd012c" },
        { "PathEcho", "934fcd0224c5021b" + new string('0', 2 * 539) },
        { "MapPart", "9550cf0123456789abcdef0102c4046d617031" },
        { "SchemaList", "93514d929d01a8506f736974696f6ea15804c3c2cd01000802000101019d01a856656c6f63697479a15804c3c20209080000ccff00" },
        { "AuthChallenge", "9452d930303132333435363738396162636465666768696a6b6c6d6e6f707172737475767778797a4142434445464748494a4b4cc410" + Counting(16) + "ce000927c0" },
        { "AuthVerified", "9253c420" + Counting(32) },
        { "Carried", "9354199296010105c201a74d616e7a616e619619cd0431cd2710c302a6c38172626f6c" },
    };

    [Theory]
    [MemberData(nameof(Packets))]
    public void A_message_has_the_bytes_that_it_always_had(string name, string hex)
    {
        var item = MessageCases.Named(name);
        Assert.Equal(hex, Convert.ToHexStringLower(item.EncodeSample()));
        Assert.Equal(ReadFault.None, item.Decode(Convert.FromHexString(hex)));
    }

    /// <summary>00, 01, 02 ... in hexadecimal.</summary>
    private static string Counting(int length) => Convert.ToHexStringLower([.. Enumerable.Range(0, length).Select(static number => (byte)number)]);

    [Fact]
    public void Every_message_has_golden_bytes()
    {
        Assert.Equal(MessageCases.All.Select(item => item.Name), Packets.Select(row => (string)row[0]));
    }
}
