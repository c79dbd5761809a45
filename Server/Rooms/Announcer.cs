using System.Globalization;
using Ecs.Simulation;
using Ecs.Simulation.Events;
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

    /// <summary>Appends the lines for the last tick's events; false when one found no room.</summary>
    public bool TryAnnounce(Room room, RoomNotices notices)
    {
        var fits = true;
        var rankingChanged = false;
        foreach (ref readonly var happened in room.World.Events)
        {
            rankingChanged |= happened.Kind == WorldEventKind.RankingChanged;
            fits &= TrySpeak(room, notices, happened);
        }

        return fits & (!rankingChanged || TryRank(room, notices));
    }

    private static bool TrySpeak(Room room, RoomNotices notices, in WorldEvent happened)
    {
        Span<char> line = stackalloc char[LineLimit];
        var words = CultureInfo.InvariantCulture;
        var length = 0;
        var spoken = happened.Kind switch
        {
            WorldEventKind.Died when happened.Other.IsNone =>
                line.TryWrite(words, $"{room.NameOf(happened.Slot)} died", out length),
            WorldEventKind.Died =>
                line.TryWrite(words, $"{room.NameOf(happened.Slot)} was shot by {room.NameOf(happened.Other)}", out length),
            WorldEventKind.MatchWarning =>
                line.TryWrite(words, $"{happened.A} s left", out length),
            WorldEventKind.MatchEnded when happened.Slot.IsNone =>
                line.TryWrite(words, $"Match over, nobody won", out length),
            WorldEventKind.MatchEnded =>
                line.TryWrite(words, $"Match over, {room.NameOf(happened.Slot)} won with {happened.A} kills", out length),
            WorldEventKind.MatchStarted =>
                line.TryWrite(words, $"A new match begins", out length),
            WorldEventKind.FriendlyFireChanged =>
                line.TryWrite(words, $"Friendly fire is {(happened.A == 0 ? "off" : "on")}", out length),
            _ => false,
        };
        return !spoken || notices.TrySay(RoomNoticeKind.Announcement, PlayerSlot.None, "", line[..length]);
    }

    private bool TryRank(Room room, RoomNotices notices)
    {
        var places = Sort(room.View.Entities);
        Span<char> line = stackalloc char[LineLimit];
        line.TryWrite(CultureInfo.InvariantCulture, $"Ranking:", out var length);
        for (var place = 0; place < places; place++)
        {
            var (slot, kills) = _ranking[place];
            var comma = place == 0 ? "" : ",";
            if (!line[length..].TryWrite(CultureInfo.InvariantCulture, $"{comma} {room.NameOf(slot)} {kills}", out var added))
            {
                break;
            }

            length += added;
        }

        return notices.TrySay(RoomNoticeKind.Announcement, PlayerSlot.None, "", line[..length]);
    }

    /// <summary>The best first; equal ones in the order of their seats. Returns how many places are filled.</summary>
    private int Sort(ReadOnlySpan<EntityState> entities)
    {
        var places = 0;
        foreach (ref readonly var entity in entities)
        {
            if (entity.Kind != EntityKind.Avatar)
            {
                break;
            }

            var place = places;
            while (place > 0 && IsBetter(entity, _ranking[place - 1]))
            {
                place--;
            }

            if (place >= RankingLimit)
            {
                continue;
            }

            places = Math.Min(places + 1, RankingLimit);
            _ranking.AsSpan(place, places - place - 1).CopyTo(_ranking.AsSpan(place + 1));
            _ranking[place] = (entity.Slot, entity.Kills);
        }

        return places;
    }

    private static bool IsBetter(in EntityState entity, (PlayerSlot Slot, int Kills) other) =>
        entity.Kills > other.Kills || (entity.Kills == other.Kills && entity.Slot.Value < other.Slot.Value);
}
