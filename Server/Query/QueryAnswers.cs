using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ecs.Server.Query;

/// <summary>What never changes while a server runs.</summary>
/// <param name="Name">Of the server.</param>
/// <param name="Version">Of the program.</param>
/// <param name="GamePort">Where native clients come.</param>
/// <param name="Rules">Names and values.</param>
internal sealed record QueryFacts(string Name, string Version, int GamePort, IReadOnlyList<KeyValuePair<string, string>> Rules);

/// <summary>The datagrams that answer each question, for one second.</summary>
internal sealed class QueryAnswers
{
    /// <summary>Bytes of a datagram, without the heads of IP and UDP.</summary>
    public const int DatagramLimit = 1400;

    /// <summary>Bytes of an answer in one datagram of several.</summary>
    public const int PieceBytes = 1200;

    private const int SplitMark = -2;
    private const byte Protocol = 17;
    private const byte HasPort = 0x80;
    private const byte HasKeywords = 0x20;

    private readonly byte[][] _info;
    private readonly byte[][] _players;
    private readonly byte[][] _rules;

    public QueryAnswers(QueryFacts facts, QuerySnapshot snapshot, int number)
    {
        // The highest bit would say that pieces are compressed.
        var id = (number & 0x0FFF_FFFF) * 4;
        _info = Split(InfoOf(facts, snapshot), id);
        _players = Split(PlayersOf(snapshot), id + 1);
        _rules = Split(RulesOf(facts, snapshot), id + 2);
    }

    public IReadOnlyList<byte[]> To(QueryKind kind) => kind switch
    {
        QueryKind.Info => _info,
        QueryKind.Players => _players,
        _ => _rules,
    };

    private static byte[] InfoOf(QueryFacts facts, QuerySnapshot snapshot)
    {
        var first = snapshot.Rooms.Count == 0 ? default : snapshot.Rooms[0];
        var answer = Begin('I');
        Put(answer, Protocol);
        Put(answer, facts.Name);
        Put(answer, first.Map ?? "");
        Put(answer, "ecs");
        Put(answer, first.Mode ?? "");
        Put(answer, (ushort)0);
        Put(answer, Count(snapshot.PlayerCount));
        Put(answer, Count(snapshot.Limit));
        Put(answer, Count(snapshot.BotCount));
        Put(answer, (byte)'d');
        Put(answer, (byte)(OperatingSystem.IsWindows() ? 'w' : OperatingSystem.IsMacOS() ? 'm' : 'l'));
        Put(answer, first.IsLocked ? (byte)1 : (byte)0);
        Put(answer, (byte)0);
        Put(answer, facts.Version);
        Put(answer, HasPort | HasKeywords);
        Put(answer, (ushort)facts.GamePort);
        Put(answer, string.Join(',', snapshot.Rooms.Select(static room => room.Mode).Distinct()));
        return answer.WrittenSpan.ToArray();
    }

    private static byte[] PlayersOf(QuerySnapshot snapshot)
    {
        var answer = Begin('D');
        Put(answer, Count(snapshot.Players.Count));
        foreach (var player in snapshot.Players)
        {
            Put(answer, (byte)0);
            Put(answer, player.Name);
            BinaryPrimitives.WriteInt32LittleEndian(answer.GetSpan(sizeof(int)), player.Score);
            answer.Advance(sizeof(int));
            BinaryPrimitives.WriteSingleLittleEndian(answer.GetSpan(sizeof(float)), (float)(snapshot.Now - player.Since).TotalSeconds);
            answer.Advance(sizeof(float));
        }

        return answer.WrittenSpan.ToArray();
    }

    private static byte[] RulesOf(QueryFacts facts, QuerySnapshot snapshot)
    {
        var answer = Begin('E');
        Put(answer, (ushort)(facts.Rules.Count + snapshot.Rooms.Count));
        foreach ((var name, var value) in facts.Rules)
        {
            Put(answer, name);
            Put(answer, value);
        }

        foreach (var room in snapshot.Rooms)
        {
            Put(answer, $"room {room.Name}");
            Put(answer, string.Create(
                CultureInfo.InvariantCulture,
                $"{room.Mode} on {room.Map}, {room.Players} of {room.Limit}, {room.Bots} bots{(room.IsLocked ? ", locked" : "")}"));
        }

        return answer.WrittenSpan.ToArray();
    }

    /// <summary>One datagram, or pieces behind a head that says which of how many each is.</summary>
    private static byte[][] Split(byte[] answer, int id)
    {
        const int head = 12;
        if (answer.Length <= DatagramLimit)
            return [answer];
        var pieces = new byte[(answer.Length + PieceBytes - 1) / PieceBytes][];
        for (var number = 0; number < pieces.Length; number++)
        {
            var content = answer.AsSpan(number * PieceBytes, Math.Min(PieceBytes, answer.Length - (number * PieceBytes)));
            var piece = pieces[number] = new byte[head + content.Length];
            BinaryPrimitives.WriteInt32LittleEndian(piece, SplitMark);
            BinaryPrimitives.WriteInt32LittleEndian(piece.AsSpan(4), id);
            piece[8] = (byte)pieces.Length;
            piece[9] = (byte)number;
            BinaryPrimitives.WriteUInt16LittleEndian(piece.AsSpan(10), PieceBytes);
            content.CopyTo(piece.AsSpan(head));
        }

        return pieces;
    }

    private static ArrayBufferWriter<byte> Begin(char kind)
    {
        var answer = new ArrayBufferWriter<byte>(DatagramLimit);
        BinaryPrimitives.WriteInt32LittleEndian(answer.GetSpan(sizeof(int)), QueryRequest.WholeMark);
        answer.Advance(sizeof(int));
        Put(answer, (byte)kind);
        return answer;
    }

    /// <summary>The protocol has a byte for it.</summary>
    private static byte Count(int count) => (byte)Math.Clamp(count, 0, byte.MaxValue);

    private static void Put(ArrayBufferWriter<byte> answer, byte value) => answer.Write([value]);

    private static void Put(ArrayBufferWriter<byte> answer, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(answer.GetSpan(sizeof(ushort)), value);
        answer.Advance(sizeof(ushort));
    }

    private static void Put(ArrayBufferWriter<byte> answer, string text)
    {
        Encoding.UTF8.GetBytes(text, answer);
        Put(answer, (byte)0);
    }
}
