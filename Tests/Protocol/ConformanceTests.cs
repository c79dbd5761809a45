using System.Globalization;
using System.Text.RegularExpressions;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Replication;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Tests.House;

namespace Ecs.Tests.Protocol;

/// <summary>
/// Real output decoded with nothing but docs/protocol.md: readers written from that page, and the page's own tables
/// against the code.
/// </summary>
public class ConformanceTests
{
    public static TheoryData<string, object[]> Samples => new()
    {
        { "RequestAuth", [1, 2, "ana", "t0ken"] },
        { "RequestEnter", [2, "main", 1, "hut"] },
        { "RequestRooms", [3] },
        { "ChatSend", [4, "hé \U0001F600"] },
        { "ActionRequest", [5, 1, -2, 70_000] },
        { "OperatorLine", [6, "kick 3"] },
        { "Leave", [7] },
        { "RequestMap", [11, 0x0123_4567_89ab_cdef] },
        { "AuthSuccess", [65, 70_001, 2, "ana", "test server", "resume:0123456789abcdeffedcba9876543210", true, true] },
        { "AuthFailure", [66, 3, "taken"] },
        { "Entered", [67, 300, 5, 60, 2, 1_000, "main", "arena", "bunkers", 0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, 90] },
        { "Refused", [68, 2, 6, "no such room"] },
        { "RoomList", [69, new object[] { new object[] { "main", "arena", "bunkers", 3, 2, 128, false }, new object[] { "två", "arena", "", 0, 0, 16, true } }] },
        { "ChatReceived", [70, 2, 65_535, "", "slow down"] },
        { "PlayerInfo", [71, 1_023, ulong.MaxValue, 1, true, "bot 7"] },
        { "PlayerGone", [72, 9, 12] },
        { "Events", [73, 77, new object[] { new object[] { 4, 2, 3, 300, 20, 80 }, new object[] { 9, 65_535, 65_535, 0, -1, int.MinValue } }] },
        { "Farewell", [74, 11, ""] },
        { "Carried", [84, 25, new object[] { new object[] { 1, 1, 5, false, 1, "Manzana" }, new object[] { 25, 1_073, 10_000, true, 2, "Árbol" } }] },
        { "OperatorAnswer", [75, "2 players"] },
        { "RoleChanged", [76, 2] },
        {
            "Diagnostics",
            [
                78, 9_000, 120, 900, 40, 3, 4_096, 2, 17, 9, 70_000, 5_000_000_000, 600, 700,
                new object[] { new object[] { 5, 31, 12, 300, 77, 40 }, new object[] { 6, 0, 65_535, 0, 0, 0 } },
                new object[] { 8, 16, 70_000, 0, 0, 9_000_000_000, 24 }, new object[] { 5, 300 },
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_message_has_the_fields_of_the_document(string name, object[] fields)
    {
        var message = PlainMessagePack.Read(MessageCases.Named(name).EncodeSample());
        Assert.Equal(Show(fields), Show(message));
    }

    [Fact]
    public void An_input_has_the_layout_of_the_document()
    {
        var message = Assert.IsType<object[]>(PlainMessagePack.Read(MessageCases.Named("Input").EncodeSample()));
        Assert.Equal(2, message.Length);
        Assert.Equal((Int128)8, message[0]);
        var bits = new PlainBits(Assert.IsType<byte[]>(message[1]));

        Assert.Equal(990UL, bits.Unsigned(32));
        Assert.Equal(1_003UL, bits.Unsigned(32));
        Assert.Equal(3UL, bits.Unsigned(6));
        Assert.Equal(0UL, bits.Unsigned(1));
        Assert.Equal((127L, -127L, 0x1234UL, 1UL), (bits.Signed(8), bits.Signed(8), bits.Unsigned(16), bits.Unsigned(16)));
        Assert.Equal(0UL, bits.Unsigned(1));
        Assert.Equal(1UL, bits.Unsigned(1));
        Assert.Equal(0UL, bits.Unsigned(1));
        Assert.Equal((-1L, 0L, 0xffffUL, 0UL), (bits.Signed(8), bits.Signed(8), bits.Unsigned(16), bits.Unsigned(16)));
        Assert.Equal((1UL, 700UL, 1UL), (bits.Unsigned(1), bits.Unsigned(16), bits.Unsigned(1)));
        Assert.Equal((-4_096L, 8_192L, 0L, 0x4321UL), (bits.Signed(32), bits.Signed(32), bits.Signed(32), bits.Unsigned(16)));
        bits.End();
    }

    [Fact]
    public void The_document_lists_every_message_with_its_id_fields_and_lane()
    {
        var listed = Regex.Matches(Document(), @"^\| (\d+) \| (\w+) \| (.*) \| (control|stream).* \|$", RegexOptions.Multiline)
            .Select(row => (
                Id: int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture),
                Name: row.Groups[2].Value,
                Fields: FieldsOf(row.Groups[3].Value),
                Lane: row.Groups[4].Value))
            .Order();
        var known = MessageCases.All
            .Select(item => ((int)item.Id, item.Name, item.FieldCount, item.Lane == Lane.Stream ? "stream" : "control"))
            .Order();

        Assert.Equal(known, listed);
    }

    [Fact]
    public void The_document_lists_every_reason()
    {
        var list = Regex.Match(Document(), @"Reasons \(u8[^:]*: (.*?)\.", RegexOptions.Singleline).Groups[1].Value;
        var listed = Regex.Matches(list, @"(\d+) ([a-z ]+)")
            .Select(item => $"{item.Groups[1].Value} {item.Groups[2].Value.Replace(" ", "", StringComparison.Ordinal)}");
        var known = Enum.GetValues<Reason>().Select(reason => $"{(int)reason} {reason.ToString().ToLowerInvariant()}");

        Assert.Equal(known, listed);
    }

    [Fact]
    public void The_document_lists_every_act() =>
        Assert.Equal(Enum.GetValues<PlayerActionCode>().Skip(1).Select(code => ((int)code, code.ToString())), RowsUnder("code of an"));

    [Fact]
    public void The_document_lists_every_kind_of_event_that_is_sent()
    {
        // Where kinds of other games begin is a bound, and a sentence beside the table. What a shot was judged by is its shooter's alone.
        var sent = Enum.GetValues<WorldEventKind>()
            .Where(static kind => (RoomNews.IsNews(kind) && kind != WorldEventKind.OwnFirst) || kind == WorldEventKind.ShotJudged);

        Assert.Equal(sent.Select(kind => ((int)kind, kind.ToString())), RowsUnder("kind in"));
    }

    /// <summary>Number and name of each row of the table whose head begins so.</summary>
    private static IEnumerable<(int Number, string Name)> RowsUnder(string head) =>
        Document().Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {head}", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => Regex.Match(line, @"^\| (\d+) \| (\w+)"))
            .Select(static row => (int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), row.Groups[2].Value));

    /// <summary>Fields are separated by commas outside brackets and parentheses.</summary>
    private static int FieldsOf(string cell)
    {
        if (cell == "(none)")
            return 0;

        var depth = 0;
        var count = 1;
        foreach (var letter in cell)
        {
            depth += letter is '(' or '[' ? 1 : letter is ')' or ']' ? -1 : 0;
            count += letter == ',' && depth == 0 ? 1 : 0;
        }

        return count;
    }

    private static string Show(object value) => value switch
    {
        object[] items => $"[{string.Join(", ", items.Select(Show))}]",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Document() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md"));
}
