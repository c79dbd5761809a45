using System.Globalization;
using Ecs.Simulation.Numerics;
using StackExchange.Redis;

namespace Ecs.Server.Redis;

/// <summary>Writes entries as the arguments of <see cref="PresenceScript"/>.</summary>
internal static class PresenceText
{
    /// <summary>Instead of a number of fields: what is there stays.</summary>
    private const int Untouched = -1;

    /// <summary>Somebody who is here.</summary>
    public static RedisValue[] Of(PresenceEntry entry, long now)
    {
        List<RedisValue> words = [RedisKeys.IdOf(entry.Account, entry.Mode), 1, now];
        if (!entry.IsPlaying)
            return [.. words, Untouched, Untouched, Untouched];

        AddPosition(words, entry);
        AddStats(words, entry);
        words.Add(entry.CarriedCount);
        foreach (ref readonly var thing in entry.Carried)
        {
            words.Add(thing.Slot);
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{thing.Item} {thing.Amount} {(thing.IsWorn ? 1 : 0)}"));
        }

        return [.. words];
    }

    /// <summary>Somebody who has left: what was known of them stays.</summary>
    public static RedisValue[] OfLeft(string id, long now) => [id, 0, now, Untouched, Untouched, Untouched];

    private static void AddPosition(List<RedisValue> words, PresenceEntry entry)
    {
        words.Add(4);
        Add(words, "room", entry.Room);
        Add(words, "mode", entry.Mode);
        Add(words, "x", Decimal(entry.Position.X));
        Add(words, "y", Decimal(entry.Position.Y));
    }

    private static void AddStats(List<RedisValue> words, PresenceEntry entry)
    {
        words.Add(entry.HasVitals ? 14 : 4);
        Add(words, "health", entry.Health.Current);
        Add(words, "max_health", entry.Health.Max);
        Add(words, "kills", entry.Score.Kills);
        Add(words, "deaths", entry.Score.Deaths);
        if (!entry.HasVitals)
            return;

        var vitals = entry.Vitals;
        Add(words, "stamina", (int)vitals.Stamina);
        Add(words, "max_stamina", (int)vitals.MaxStamina);
        Add(words, "mana", (int)vitals.Mana);
        Add(words, "max_mana", (int)vitals.MaxMana);
        Add(words, "food", (int)vitals.Food);
        Add(words, "water", (int)vitals.Water);
        Add(words, "level", (int)vitals.Level);
        Add(words, "gold", vitals.Gold);
        Add(words, "experience", vitals.Experience);
        Add(words, "next_level", vitals.NextLevel);
    }

    private static void Add(List<RedisValue> words, string field, RedisValue value)
    {
        words.Add(field);
        words.Add(value);
    }

    private static string Decimal(Fixed value) => (value.Raw / (decimal)Fixed.RawPerUnit).ToString("0.####", CultureInfo.InvariantCulture);
}
