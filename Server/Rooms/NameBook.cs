using Ecs.Server.Text;

namespace Ecs.Server.Rooms;

/// <summary>
/// The names in use, bots' included, and who bears them. Two names that look alike to people (<see
/// cref="DisplayText.UniqueKey"/>) are one. Everybody in it holds a connection or a seat, so it is as bounded as those are.
/// </summary>
public sealed class NameBook
{
    private readonly Dictionary<string, IParticipant?> _names = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    /// <param name="name">Cleaned.</param>
    /// <param name="bearer">Null for a bot.</param>
    public bool TryTake(string name, IParticipant? bearer) => _names.TryAdd(DisplayText.UniqueKey(name), bearer);

    public void Release(string name) => _names.Remove(DisplayText.UniqueKey(name));

    /// <summary>Finds who answers to what somebody typed; bots have no participant and are not found.</summary>
    public IParticipant? Find(string name) =>
        DisplayText.TryCleanName(name, out var clean) ? _names.GetValueOrDefault(DisplayText.UniqueKey(clean)) : null;

    /// <summary>Fills a list with everyone but the bots, in no order; allocates only to grow it.</summary>
    public void CopyPeopleTo(List<IParticipant> people)
    {
        people.Clear();
        foreach (var bearer in _names.Values)
        {
            if (bearer is not null)
            {
                people.Add(bearer);
            }
        }
    }

    /// <summary>Everyone but the bots, in no order.</summary>
    public IEnumerable<IParticipant> People
    {
        get
        {
            foreach (var bearer in _names.Values)
            {
                if (bearer is not null)
                {
                    yield return bearer;
                }
            }
        }
    }
}
