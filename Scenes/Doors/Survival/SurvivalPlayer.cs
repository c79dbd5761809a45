using MessagePack;

namespace Ecs.Scenes.Doors.Survival;

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

    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<int, (double X, double Y)> _others = [];
    private readonly HashSet<string> _moving = [];
    private readonly List<(double X, double Y, double Radius)> _trees = [];
    private readonly List<byte[]> _says = [];
    private (double X, double Y) _at;
    private (double X, double Y) _before;
    private int _sid = -1;
    private int _stuck;
    private int _gathered;
    private int _spawns;
    private bool _isAlive;
    private bool _hasGreeted;

    public string Name { get; } = name;

    public int Updates { get; private set; }

    public int Lives { get; private set; }

    public int Wood { get; private set; }

    public int Kills { get; private set; }

    public int Deaths { get; private set; }

    public int Wounds { get; private set; }

    /// <summary>Own strokes that met somebody or something.</summary>
    public int Hits { get; private set; }

    /// <summary>Lines of others that were heard.</summary>
    public List<string> Chat { get; } = [];

    /// <summary>The names of others that it saw in two places.</summary>
    public IReadOnlySet<string> SeenMoving => _moving;

    /// <summary>The whole story happened to this player at least once, as the winner or as the loser of a fight.</summary>
    public bool HasSeenItAll => Wood >= WoodWanted && Chat.Count > 0 && (Kills > 0 || (Deaths > 0 && Lives > Deaths));

    public bool Knows(string name) => _names.ContainsValue(name);

    /// <exception cref="InvalidDataException">It tells of somebody whom the client was never told of.</exception>
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
            case "2":
                HearNewcomer(ref reader);
                break;
            case "4":
                Require(_numbers.Remove(reader.ReadString() ?? "", out var gone) && _names.Remove(gone), "somebody left who was not here");
                break;
            case "33":
                Updates++;
                HearPlayers(ref reader);
                break;
            case "6":
                HearObjects(ref reader);
                break;
            case "7" when reader.ReadInt32() == _sid:
                Hits += reader.ReadInt32();
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
        if (_spawns == Deaths)
        {
            _spawns++;
            _hasGreeted = false;
            _gathered = 0;
            _says.Add(SurvivalWords.Spawn(Name));
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
                _says.Add(SurvivalWords.Chat($"hello from {Name}"));
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
        _says.Add(SurvivalWords.Move(isThere ? null : way));
        _says.Add(SurvivalWords.Aim(angle));
        _says.Add(SurvivalWords.Attack(isThere, angle));
    }

    private double Distance(double x, double y) => Math.Sqrt(((x - _at.X) * (x - _at.X)) + ((y - _at.Y) * (y - _at.Y)));

    private void HearNewcomer(ref MessagePackReader reader)
    {
        reader.ReadArrayHeader();
        var (id, sid) = (reader.ReadString() ?? "", reader.ReadInt32());
        _numbers[id] = sid;
        _names[sid] = reader.ReadString() ?? "";
    }

    private void HearPlayers(ref MessagePackReader reader)
    {
        var before = _others.ToDictionary();
        _others.Clear();
        for (var left = reader.ReadArrayHeader() / ValuesPerPlayer; left > 0; left--)
        {
            var sid = reader.ReadInt32();
            (double X, double Y) place = (reader.ReadDouble(), reader.ReadDouble());
            Require(_names.TryGetValue(sid, out var name), $"news of {sid}, who is not here");
            for (var skipped = 3; skipped < ValuesPerPlayer; skipped++)
                reader.Skip();

            if (sid == _sid)
            {
                _at = place;
                continue;
            }

            _others[sid] = place;
            if (before.TryGetValue(sid, out var former) && former != place)
                _moving.Add(name ?? "");
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
                _trees.Add((x, y, radius));

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

    private static void Require(bool isRight, string fault)
    {
        if (!isRight)
            throw new InvalidDataException(fault);
    }
}
