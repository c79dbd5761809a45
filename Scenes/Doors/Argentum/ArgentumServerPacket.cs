using System.Globalization;
using System.Text;

namespace Ecs.Scenes.Doors.Argentum;

/// <summary>
/// One packet of the server as the original client reads it: written from the message table alone, so that it does not share a
/// mistake with the door.
/// </summary>
public sealed record ArgentumServerPacket(byte Id, string Hex, IReadOnlyList<object> Fields)
{
    /// <summary>b = byte, w = 16 bits signed, i = 32 bits signed, f = float, s = text.</summary>
    private static readonly Dictionary<byte, string> Layouts = new()
    {
        [0] = "b",
        [15] = "w",
        [16] = "w",
        [17] = "w",
        [18] = "i",
        [20] = "i",
        [21] = "ww",
        [22] = "bb",
        [23] = "swbbb",
        [24] = "sb",
        [26] = "s",
        [28] = "w",
        [29] = "wwwbbbwwwwwsbb",
        [30] = "w",
        [32] = "wbb",
        [33] = "b",
        [34] = "wwwbwwwww",
        [35] = "bbw",
        [36] = "bb",
        [37] = "bbb",
        [39] = "bbb",
        [44] = "www",
        [45] = "wwwwwwibii",
        [47] = "bwswbwbwwwwf",
        [49] = "bws",
        [50] = "bbbbb",
        [55] = "s",
        [60] = "bbbb",
        [67] = "bbbbb",
        [88] = "",
        [100] = "bb",
        [104] = "bbw",
    };

    public static IReadOnlyCollection<byte> Ids => Layouts.Keys;

    public string Text => Fields.OfType<string>().Single();

    /// <summary>Reads a run of whole packets, as the client reads what one read gave it.</summary>
    /// <exception cref="InvalidDataException">A packet is cut, or unknown to the client: it would lose step for good.</exception>
    public static List<ArgentumServerPacket> Split(ReadOnlySpan<byte> read)
    {
        var packets = new List<ArgentumServerPacket>();
        while (!read.IsEmpty)
        {
            var packet = First(read, out var length);
            packets.Add(packet);
            read = read[length..];
        }

        return packets;
    }

    /// <summary>The only packet of these bytes.</summary>
    public static ArgentumServerPacket Parse(string hex) => Split(Convert.FromHexString(hex)).Single();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}({string.Join(' ', Fields)})");

    private static ArgentumServerPacket First(ReadOnlySpan<byte> read, out int length)
    {
        if (!Layouts.TryGetValue(read[0], out var layout))
            throw new InvalidDataException($"the client knows no message {read[0]}");

        var fields = new List<object>();
        length = 1;
        foreach (var field in layout)
        {
            var rest = read[length..];
            var size = field switch { 'b' => 1, 'w' => 2, 's' => TextSize(rest), _ => 4 };
            if (size > rest.Length)
                throw new InvalidDataException($"message {read[0]} is cut");

            fields.Add(field switch
            {
                'b' => (int)rest[0],
                'w' => (int)BitConverter.ToInt16(rest),
                'i' => BitConverter.ToInt32(rest),
                'f' => BitConverter.ToSingle(rest),
                _ => Encoding.Latin1.GetString(rest[2..size]),
            });
            length += size;
        }

        return new ArgentumServerPacket(read[0], Convert.ToHexStringLower(read[..length]), fields);
    }

    private static int TextSize(ReadOnlySpan<byte> rest) =>
        rest.Length < sizeof(short) ? int.MaxValue : sizeof(short) + BitConverter.ToInt16(rest);
}
