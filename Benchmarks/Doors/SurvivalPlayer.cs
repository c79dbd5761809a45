using System.Text;
using MessagePack;

namespace Ecs.Benchmarks.Doors;

/// <summary>
/// A scripted player of the original survival game, on any transport: it hears the packets of the 2023 generation and says what
/// such a client would. It gathers, goes to the middle of the field, greets whoever it meets there, fights, dies and comes back.
/// </summary>
public sealed class SurvivalPlayer(string name)
{
    private const double Middle = 3200;
    private const double StrikeDistance = 80;
    private const int WoodWanted = 3;
    private const int ValuesPerPlayer = 13;
    private const int ValuesPerObject = 8;

    private readonly Dictionary<int, (double X, double Y)> _others = [];
    private readonly List<(double X, double Y, double Radius)> _trees = [];
    private readonly List<byte[]> _says = [];
    private (double X, double Y) _at;
    private (double X, double Y) _before;
    private int _sid = -1;
    private int _stuck;
    private int _gathered;
    private bool _isAlive;
    private bool _hasSpawned;
    private bool _hasGreeted;

    public string Name { get; } = name;

    public int Updates { get; private set; }

    public int Lives { get; private set; }

    public int Wood { get; private set; }

    public int Kills { get; private set; }

    public int Deaths { get; private set; }

    public int Wounds { get; private set; }

    /// <summary>Lines of others that were heard.</summary>
    public List<string> Chat { get; } = [];

    /// <summary>The whole story happened to this player at least once, as the winner or as the loser of a fight.</summary>
    public bool HasSeenItAll => _gathered >= WoodWanted && Chat.Count > 0 && (Kills > 0 || (Deaths > 0 && Lives > Deaths));

    public void Hear(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        var id = reader.ReadString();
        var arguments = reader.ReadArrayHeader();
        switch (id)
        {
            case "1":
                _sid = reader.ReadInt32();
                _isAlive = true;
                Lives++;
                break;
            case "33":
                Updates++;
                HearPlayers(ref reader);
                break;
            case "6":
                HearObjects(ref reader);
                break;
            case "9":
                HearValue(reader.ReadString(), reader.ReadInt32());
                break;
            case "h" when reader.ReadInt32() == _sid:
                Wounds++;
                break;
            case "11":
                Deaths++;
                _isAlive = false;
                break;
            case "ch" when arguments == 2 && reader.ReadInt32() != _sid:
                Chat.Add(reader.ReadString() ?? "");
                break;
        }
    }

    /// <summary>What the client says now; ten or more times a second.</summary>
    public IReadOnlyList<byte[]> Speak()
    {
        _says.Clear();
        if (!_hasSpawned || (!_isAlive && Deaths == Lives && Lives > 0))
        {
            _hasSpawned = true;
            _hasGreeted = false;
            _gathered = 0;
            Say("sp", static (ref MessagePackWriter writer, SurvivalPlayer player) =>
            {
                writer.WriteMapHeader(3);
                writer.Write("name");
                writer.Write(player.Name);
                writer.Write("moofoll");
                writer.Write(true);
                writer.Write("skin");
                writer.Write(0);
            });
        }
        else if (_isAlive && Updates > 0)
        {
            Act();
        }

        return _says;
    }

    private void Act()
    {
        if (_gathered < WoodWanted && Nearest() is { } tree)
        {
            WalkOrStrike(tree.X, tree.Y, tree.Radius + 50);
        }
        else if (_others.Count > 0)
        {
            var (x, y) = _others.Values.MinBy(other => Distance(other.X, other.Y));
            if (!_hasGreeted)
            {
                _hasGreeted = true;
                Say("ch", (ref MessagePackWriter writer, SurvivalPlayer player) => writer.Write($"hello from {player.Name}"));
            }

            WalkOrStrike(x, y, StrikeDistance);
        }
        else
        {
            WalkOrStrike(Middle, Middle, 0);
        }

        _stuck = Distance(_before.X, _before.Y) < 1 ? _stuck + 1 : 0;
        _before = _at;
    }

    private (double X, double Y, double Radius)? Nearest() =>
        _trees.Count == 0 ? null : _trees.MinBy(tree => Distance(tree.X, tree.Y) - tree.Radius);

    /// <summary>Goes there, a little sideways after having stood before something; near enough, it stops and strikes.</summary>
    private void WalkOrStrike(double x, double y, double near)
    {
        var angle = Math.Atan2(y - _at.Y, x - _at.X);
        var isThere = Distance(x, y) <= near;
        var way = _stuck > 4 ? angle + (_stuck % 16 < 8 ? 1.6 : -1.6) : angle;
        if (isThere)
        {
            Say("33", static (ref MessagePackWriter writer, SurvivalPlayer _) => writer.WriteNil());
        }
        else
        {
            Say("33", (ref MessagePackWriter writer, SurvivalPlayer _) => writer.Write(way));
        }

        Say("2", (ref MessagePackWriter writer, SurvivalPlayer _) => writer.Write(angle));
        Say("c", isThere ? 1 : 0, angle);
    }

    private double Distance(double x, double y) => Math.Sqrt(((x - _at.X) * (x - _at.X)) + ((y - _at.Y) * (y - _at.Y)));

    private void HearPlayers(ref MessagePackReader reader)
    {
        _others.Clear();
        for (var left = reader.ReadArrayHeader() / ValuesPerPlayer; left > 0; left--)
        {
            var sid = reader.ReadInt32();
            (double X, double Y) place = (reader.ReadDouble(), reader.ReadDouble());
            for (var skipped = 3; skipped < ValuesPerPlayer; skipped++)
            {
                reader.Skip();
            }

            if (sid == _sid)
            {
                _at = place;
            }
            else
            {
                _others[sid] = place;
            }
        }
    }

    private void HearObjects(ref MessagePackReader reader)
    {
        for (var left = reader.ReadArrayHeader() / ValuesPerObject; left > 0; left--)
        {
            reader.Skip();
            var (x, y) = (reader.ReadDouble(), reader.ReadDouble());
            reader.Skip();
            var radius = reader.ReadDouble();
            if (reader.ReadInt32() == 0)
            {
                _trees.Add((x, y, radius));
            }

            reader.Skip();
            reader.Skip();
        }
    }

    private void HearValue(string? property, int value)
    {
        if (property == "wood")
        {
            Wood = value;
            _gathered++;
        }
        else if (property == "kills")
        {
            Kills = value;
        }
    }

    private void Say(string id, int flag, double angle)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.WriteString(Encoding.UTF8.GetBytes(id));
        writer.WriteArrayHeader(2);
        writer.Write(flag);
        writer.Write(angle);
        writer.Flush();
        _says.Add(buffer.WrittenSpan.ToArray());
    }

    private void Say(string id, ArgumentWriter write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.WriteString(Encoding.UTF8.GetBytes(id));
        writer.WriteArrayHeader(1);
        write(ref writer, this);
        writer.Flush();
        _says.Add(buffer.WrittenSpan.ToArray());
    }

    private delegate void ArgumentWriter(ref MessagePackWriter writer, SurvivalPlayer player);
}
