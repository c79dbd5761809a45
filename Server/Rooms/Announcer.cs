using Ecs.Simulation.Events;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Rooms;

/// <summary>Puts a world's events into words for the people in the room. Formats in place: a fight makes no garbage.</summary>
public sealed class Announcer
{
    /// <summary>Players in a ranking line.</summary>
    private const int RankingLimit = 10;

    /// <summary>UTF-16 units; two names of 24 code points and the words around them fit.</summary>
    private const int LineLimit = 256;

    private readonly (PlayerSlot Slot, int Kills)[] _ranking = new (PlayerSlot, int)[RankingLimit];

    /// <summary>Appends the lines for the last tick's events to the room's notices.</summary>
    public void Announce(Room room)
    {
        var rankingChanged = false;
        foreach (ref readonly var happened in room.World.Events)
        {
            rankingChanged |= happened.Kind == WorldEventKind.RankingChanged;
            Speak(room, happened);
        }

        if (rankingChanged)
            Rank(room);
    }

    private static void Speak(Room room, in WorldEvent happened)
    {
        var line = new LineWriter(stackalloc char[LineLimit]);
        switch (happened.Kind)
        {
            case WorldEventKind.Died:
                line.TryAdd(room.NameOf(happened.Slot));
                line.TryAdd(happened.Other.IsNone ? " died" : " was shot by ");
                line.TryAdd(happened.Other.IsNone ? "" : room.NameOf(happened.Other));
                break;
            case WorldEventKind.MatchWarning:
                line.TryAdd(happened.SecondsLeft);
                line.TryAdd(" s left");
                break;
            case WorldEventKind.MatchEnded when happened.Slot.IsNone:
                line.TryAdd("Match over, nobody won");
                break;
            case WorldEventKind.MatchEnded:
                line.TryAdd("Match over, ");
                line.TryAdd(room.NameOf(happened.Slot));
                line.TryAdd(" won with ");
                line.TryAdd(happened.Kills);
                line.TryAdd(" kills");
                break;
            case WorldEventKind.MatchStarted:
                line.TryAdd("A new match begins");
                break;
            case WorldEventKind.FriendlyFireChanged:
                line.TryAdd(happened.IsOn ? "Friendly fire is on" : "Friendly fire is off");
                break;
            default:
                return;
        }

        room.Notices.Say(RoomNoticeKind.Announcement, PlayerSlot.None, "", line.Text);
    }

    private void Rank(Room room)
    {
        var places = Sort(room.View.Entities);
        var line = new LineWriter(stackalloc char[LineLimit]);
        line.TryAdd("Ranking:");
        for (var place = 0; place < places; place++)
        {
            var (slot, kills) = _ranking[place];
            var before = line.Text.Length;
            if (!(line.TryAdd(place == 0 ? " " : ", ") && line.TryAdd(room.NameOf(slot)) && line.TryAdd(" ") && line.TryAdd(kills)))
            {
                line.CutTo(before);
                break;
            }
        }

        room.Notices.Say(RoomNoticeKind.Announcement, PlayerSlot.None, "", line.Text);
    }

    /// <summary>The best first; equal ones in the order of their seats. Returns how many places are filled.</summary>
    private int Sort(ReadOnlySpan<EntityState> entities)
    {
        var places = 0;
        foreach (ref readonly var entity in entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break;

            var place = places;
            while (place > 0 && IsBetter(entity, _ranking[place - 1]))
                place--;

            if (place >= RankingLimit)
                continue;

            places = Math.Min(places + 1, RankingLimit);
            _ranking.AsSpan(place, places - place - 1).CopyTo(_ranking.AsSpan(place + 1));
            _ranking[place] = (entity.Slot, entity.Kills);
        }

        return places;
    }

    private static bool IsBetter(in EntityState entity, (PlayerSlot Slot, int Kills) other) =>
        entity.Kills > other.Kills || (entity.Kills == other.Kills && entity.Slot.Value < other.Slot.Value);
}
