using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// The lines of the original, whose people are numbers. What they say depends on who reads them, since in a crowd everybody has
/// numbers of their own; somebody whom the reader does not see goes by the seat.
/// </summary>
internal sealed class ArenaTexts(Room room)
{
    /// <summary>For whoever speaks without playing.</summary>
    public const int NoTeam = -1;

    private const int SecondsOfMinute = 60;
    private const int Sky = 0;

    /// <summary>Bytes of a row of the ranking at most.</summary>
    private const int LongestRow = 96;
    private const int Bloom = 1;
    private const string ColourOfNoTeam = "#ffffff";

    private static readonly string[] TeamColours = ["#63ffff", "#ff66fa"];

    /// <summary>Best first: kills in the upper half, seats in the lower, all turned so that a plain sort puts them in order.</summary>
    private readonly long[] _order = new long[room.World.Options.MaxPlayers];
    private readonly (int Kills, int Deaths)[] _scores = new (int, int)[room.World.Options.MaxPlayers];
    private int _players;

    /// <summary>A line of somebody's, whose name has the colour of the team: SKY, BLOOM, or that of those who are in none.</summary>
    public static void WriteChat(ref ArenaWriter line, int number, int team, ReadOnlySpan<char> name, ReadOnlySpan<char> text)
    {
        line.Add("[color=");
        line.Add(team is Sky or Bloom ? TeamColours[team] : ColourOfNoTeam);
        line.Add("]");
        if (number >= 0)
        {
            line.Add("[");
            line.AddNumber(number);
            line.Add("]");
        }

        line.Add("[");
        line.AddPlain(name);
        line.Add("][/color] ");
        line.AddPlain(text);
        line.EndString();
    }

    public static void WriteKill(ref ArenaWriter line, int killer, int victim)
    {
        line.Add("[color=red][PLAYER ");
        line.AddNumber(killer);
        line.Add(" MATOU O PLAYER ");
        line.AddNumber(victim);
        line.Add("] [/color] ");
        line.EndString();
    }

    /// <summary>A death that nobody gets the credit for.</summary>
    public static void WriteDeath(ref ArenaWriter line, int victim)
    {
        line.Add("Player ");
        line.AddNumber(victim);
        line.Add(" was killed");
        line.EndString();
    }

    public static void WriteWarning(ref ArenaWriter line, int seconds)
    {
        var minutes = seconds / SecondsOfMinute;
        var count = minutes > 0 ? minutes : seconds;
        line.Add(count == 1 ? "[color=yellow]Falta " : "[color=yellow]Faltam ");
        line.AddNumber(count);
        line.Add(minutes > 0 ? " minuto" : " segundo");
        line.Add(count == 1 ? "" : "s");
        line.Add(" para o fim da partida![/color]");
        line.EndString();
    }

    /// <summary>What pops up at the end of a match.</summary>
    /// <param name="line">A popup.</param>
    /// <param name="best">The number of who had the most kills; below zero when nobody was there.</param>
    /// <param name="name">As it is shown; nothing when it has nothing to show.</param>
    public static void WriteBest(ref ArenaWriter line, int best, ReadOnlySpan<char> name)
    {
        if (best < 0)
        {
            line.Add("NOBODY");
        }
        else
        {
            line.AddNumber(best);
            line.Add(name.IsEmpty ? "" : " ");
            line.AddPlain(name);
        }

        line.Add(" IS THE BEST!");
        line.EndString();
    }

    /// <summary>The line behind the popup: how long the match lasts that has just begun.</summary>
    public static void WriteNewMatch(ref ArenaWriter line, int seconds)
    {
        var minutes = seconds / SecondsOfMinute;
        var count = minutes > 0 ? minutes : seconds;
        line.Add("[color=yellow]Nova partida de ");
        line.AddNumber(count);
        line.Add(minutes > 0 ? " minuto" : " segundo");
        line.Add(count == 1 ? "![/color]" : "s![/color]");
        line.EndString();
    }

    /// <summary>Takes the scores of the last tick, for all who will read the ranking.</summary>
    public void Rank()
    {
        _players = 0;
        foreach (ref readonly var avatar in room.View.Entities)
        {
            if (avatar.Kind != EntityKind.Avatar)
                break;
            _order[_players++] = ((long)-avatar.Kills << 32) + avatar.Slot.Value;
            _scores[avatar.Slot.Value] = (avatar.Kills, avatar.Deaths);
        }

        _order.AsSpan(0, _players).Sort();
    }

    public void WriteRanking(ref ArenaWriter text, ArenaIdMap ids)
    {
        text.Add("======= RANKING =======\n");
        for (var place = 0; place < _players && text.Left >= LongestRow; place++)
        {
            var slot = new PlayerSlot((ushort)_order[place]);
            (var kills, var deaths) = _scores[slot.Value];
            text.AddNumber(place + 1);
            text.Add(" Player ");
            text.AddNumber(NumberOf(ids, slot));
            text.Add(" [color='gold'] ");
            text.AddNumber(kills);
            text.Add(" [/color] / [color='red'] ");
            text.AddNumber(deaths);
            text.Add(" [/color]\n");
        }

        text.EndString();
    }

    public static int NumberOf(ArenaIdMap ids, PlayerSlot slot) => ids.TryGetId(slot, out var id) ? id : slot.IsNone ? -1 : slot.Value;
}
