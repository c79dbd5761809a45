using System.Diagnostics;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Text;

namespace Ecs.Server.Rooms;

/// <summary>
/// The names in use, bots' included, and who bears them. Two names that look alike to people (<see
/// cref="DisplayText.UniqueKey"/>) are one. Everybody in it holds a connection or a seat, so it is as bounded as those are.
/// </summary>
/// <param name="admission">Says which names are registered, and hears which are borne; null where none is.</param>
public sealed class NameRegistry(Admission? admission = null)
{
    private readonly Dictionary<string, Guest?> _names = new(StringComparer.Ordinal);

    /// <summary>By words, the number that all free ones are at or above: 4,096 bots would ask for eight million names otherwise.</summary>
    private readonly Dictionary<string, int> _lowest = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    /// <summary>False when somebody bears the name, or it is registered and the bearer is not proved to be its owner.</summary>
    /// <param name="name">Cleaned.</param>
    /// <param name="bearer">Null for a bot.</param>
    public bool TryTake(string name, Guest? bearer)
    {
        var key = DisplayText.UniqueKey(name);
        if (bearer?.Account != key && admission?.Registered.Holds(key) == true)
            return false;
        if (!_names.TryAdd(key, bearer))
            return false;
        admission?.Note(key, isBorne: true);
        return true;
    }

    public bool IsTaken(string name) => _names.ContainsKey(DisplayText.UniqueKey(name));

    /// <summary>Whether only who proves to own it may bear the name.</summary>
    /// <param name="name">Cleaned.</param>
    public bool IsRegistered(string name) => admission?.Registered.Holds(DisplayText.UniqueKey(name)) == true;

    /// <summary>Takes a name, or it with the first number behind it that makes it free. Gives the one that was taken.</summary>
    /// <param name="name">Cleaned.</param>
    /// <param name="bearer">Null for a bot.</param>
    /// <param name="limit">Code points of the whole.</param>
    public string TakeNumbered(string name, Guest? bearer, int limit = Limits.NameCodePoints)
    {
        var taken = name;
        for (var number = 2; !TryTake(taken, bearer); number++)
        {
            var suffix = $"-{number}";
            taken = DisplayText.Clean(name, limit - suffix.Length) + suffix;
        }

        return taken;
    }

    /// <summary>Takes the first free one of those that are a number, from 1, behind some words.</summary>
    public string TakeNext(string before, Guest? bearer)
    {
        for (var number = _lowest.GetValueOrDefault(before, 1); ; number++)
        {
            var name = $"{before}{number}";
            if (!TryTake(name, bearer))
                continue;
            _lowest[before] = number + 1;
            return name;
        }
    }

    public void Release(string name)
    {
        var key = DisplayText.UniqueKey(name);
        var wasTaken = _names.Remove(key);
        admission?.Note(key, isBorne: false);
        Debug.Assert(wasTaken, "A name is given back once, by who bears it.");
        _lowest.Clear();
    }

    /// <summary>Finds who answers to what somebody typed; bots are no guests and are not found.</summary>
    public Guest? Find(string name) =>
        DisplayText.TryCleanName(name, out var clean) ? _names.GetValueOrDefault(DisplayText.UniqueKey(clean)) : null;

    /// <summary>Fills a list with everyone but the bots, in no order; allocates only to grow it.</summary>
    public void CopyPeopleTo(List<Guest> people)
    {
        people.Clear();
        foreach (var bearer in _names.Values)
        {
            if (bearer is not null)
                people.Add(bearer);
        }
    }

    /// <summary>Everyone but the bots, in no order.</summary>
    public IEnumerable<Guest> People
    {
        get
        {
            foreach (var bearer in _names.Values)
            {
                if (bearer is not null)
                    yield return bearer;
            }
        }
    }
}
