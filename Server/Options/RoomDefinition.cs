using System.Globalization;

namespace Ecs.Server.Options;

/// <summary>A room that the server opens at the start.</summary>
/// <param name="Name">What clients ask for: 1 to 32 of a-z, A-Z, 0-9, '-' and '_'.</param>
/// <param name="Mode">A name of the table of games.</param>
public sealed record RoomDefinition(string Name, string Mode)
{
    public const int NameLimit = 32;

    /// <summary>Characters of a room's password.</summary>
    public const int PasswordLimit = 64;

    /// <summary>Players at once, bots included; null for as many as the options give every room.</summary>
    public int? Players { get; init; }

    /// <summary>The map; empty for what the options or the mode say.</summary>
    public string Map { get; init; } = "";

    /// <summary>Who plays or watches here has to say it; empty = nobody has to. Never printed.</summary>
    public string Password { get; init; } = "";

    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_'))
                return false;
        }

        return name.Length is >= 1 and <= NameLimit;
    }

    /// <summary>Reads what follows a room's name, such as <c>arena,max=8,map=bunkers,password=secret</c>; adds a fault for every part that is wrong.</summary>
    internal static RoomDefinition Read(string name, string text, string key, OptionFaults faults)
    {
        var parts = text.Split(',');
        var room = new RoomDefinition(name, parts[0]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.AsSpan(1))
        {
            var pieces = part.Split('=', 2);
            if (pieces.Length != 2 || pieces[0] is not ("max" or "map" or "password"))
                faults.Add(key, "behind the mode come max=N, map=MAP and password=TEXT, with commas between them");
            else if (!seen.Add(pieces[0]))
                faults.Add(key, $"has {pieces[0]} twice");
            else
                room = room.With(pieces[0], pieces[1], key, faults);
        }

        return room;
    }

    /// <summary>The same text without what is, or may be meant as, a password.</summary>
    internal static string Mask(string text, string instead)
    {
        var parts = text.Split(',');
        for (var index = 0; index < parts.Length; index++)
        {
            var pieces = parts[index].Split('=', 2);
            var isPlain = index == 0 ? IsName(parts[0])
                : pieces.Length == 2 && (pieces[0] == "map" || (pieces[0] == "max" && pieces[1].AsSpan().IndexOfAnyExceptInRange('0', '9') < 0));
            if (!isPlain)
                parts[index] = pieces[0] == "password" ? $"password={instead}" : instead;
        }

        return string.Join(',', parts);
    }

    private RoomDefinition With(string part, string value, string key, OptionFaults faults)
    {
        switch (part)
        {
            case "max" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var players) && players is >= 1 and <= ServerOptions.PlayersMax:
                return this with { Players = players };
            case "max":
                faults.Add(key, $"max is 1 to {ServerOptions.PlayersMax}, not {OptionText.Quote(value, NameLimit)}");
                return this;
            case "map" when value.Length != 0:
                return this with { Map = value };
            case "map":
                faults.Add(key, "map needs the name of a map");
                return this;
            case "password" when value.Length is >= 1 and <= PasswordLimit && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'):
                return this with { Password = value };
            default:
                faults.Add(key, $"a password has 1 to {PasswordLimit} ASCII characters without commas");
                return this;
        }
    }

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(RoomDefinition)} {{ {Name}, {Mode} }}";
}
