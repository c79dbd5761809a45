using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// The lines of the original, whose people are numbers. What they say depends on who reads them, since in a crowd everybody has
/// numbers of their own; somebody whom the reader does not see goes by the seat.
/// </summary>
internal sealed class ArenaTexts(Room room)
{
    private const int SecondsOfMinute = 60;

    /// <summary>Best first: kills in the upper half, seats in the lower, all turned so that a plain sort puts them in order.</summary>
    private readonly long[] _order = new long[PlayerSlot.Limit];
    private readonly (int Kills, int Deaths)[] _scores = new (int, int)[PlayerSlot.Limit];
    private int _players;

    public static void WriteChat(ref ArenaWriter line, int number, ReadOnlySpan<char> name, ReadOnlySpan<char> text)
    {
        line.Add("[color=#63ffff]");
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
        int minutes = seconds / SecondsOfMinute;
        int count = minutes > 0 ? minutes : seconds;
        line.Add(count == 1 ? "[color=yellow]Falta " : "[color=yellow]Faltam ");
        line.AddNumber(count);
        line.Add(minutes > 0 ? " minuto" : " segundo");
        line.Add(count == 1 ? "" : "s");
        line.Add(" para o fim da partida![/color]");
        line.EndString();
    }

    public static void WriteBest(ref ArenaWriter line, int best, int kills)
    {
        if (best < 0)
            line.Add("Fim da partida!");
        else
        {
            line.Add("Fim da partida! Melhor jogador: Player ");
            line.AddNumber(best);
            line.Add(" (");
            line.AddNumber(kills);
            line.Add(")");
        }

        line.EndString();
    }

    /// <summary>Takes the scores of the last tick, for all who will read the ranking.</summary>
    public void Rank()
    {
        _players = 0;
        foreach (ref readonly EntityState avatar in room.View.Entities)
        {
            if (avatar.Kind != EntityKind.Avatar)
                break;
            _order[_players++] = ((long)-avatar.Kills << 32) + avatar.Slot.Value;
            _scores[avatar.Slot.Value] = (avatar.Kills, avatar.Deaths);
        }

        _order.AsSpan(0, _players).Sort();
    }

    public void WriteRanking(ref ArenaWriter text, ArenaSight sight)
    {
        text.Add("======= RANKING =======\n");
        for (int place = 0; place < _players; place++)
        {
            var slot = new PlayerSlot((ushort)_order[place]);
            (int kills, int deaths) = _scores[slot.Value];
            text.AddNumber(place + 1);
            text.Add(" Player ");
            text.AddNumber(NumberOf(sight, slot));
            text.Add(" [color='gold'] ");
            text.AddNumber(kills);
            text.Add(" [/color] / [color='red'] ");
            text.AddNumber(deaths);
            text.Add(" [/color]\n");
        }

        text.EndString();
    }

    public static int NumberOf(ArenaSight sight, PlayerSlot slot) => sight.TryGetId(slot, out byte id) ? id : slot.IsNone ? -1 : slot.Value;
}
