using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Host;

/// <summary>
/// Rooms get other maps while people play: those that operators choose, and those that the people vote for. Files are read elsewhere; the
/// change is made between two ticks.
/// </summary>
internal sealed class MapChanges(GameServer server, RoomOpener rooms)
{
    private readonly Dictionary<Room, MapVote> _votes = [];
    private readonly List<(Room Room, Task<(Map? Map, string Fault)> Task)> _loading = [];
    private Task<ILookup<string, string>>? _names;

    /// <summary>Begins to read the names of every mode's maps.</summary>
    public void Prepare() => _names = MapCatalog.NamesAsync();

    /// <summary>The maps that people may vote for; none while they are still being looked for.</summary>
    public IReadOnlyList<string> NamesFor(Room room) =>
        _names is { IsCompletedSuccessfully: true } names ? [.. names.Result[room.Options.Mode]] : [];

    public MapVote VoteOf(Room room)
    {
        if (!_votes.TryGetValue(room, out var vote))
            _votes[room] = vote = new MapVote(room);

        return vote;
    }

    /// <summary>Gives a room another map as soon as it is read; false while one is being read for it.</summary>
    /// <param name="room">Open.</param>
    /// <param name="nameOrFile">As <see cref="MapFiles.Load"/> takes it.</param>
    public bool TryBegin(Room room, string nameOrFile)
    {
        if (_loading.Exists(entry => entry.Room == room))
            return false;

        _loading.Add((room, MapCatalog.LoadAsync(nameOrFile)));
        return true;
    }

    /// <summary>Between two ticks: closes votes and makes the changes that are ready.</summary>
    public void Run()
    {
        foreach (var (room, vote) in _votes)
        {
            if (room.IsClosed)
                _votes.Remove(room);
            else
                Judge(room, vote);
        }

        for (var index = _loading.Count - 1; index >= 0; index--)
        {
            var (room, task) = _loading[index];
            if (!task.IsCompleted)
                continue;

            _loading.RemoveAt(index);
            if (!room.IsClosed)
                Finish(room, task.Result);
        }
    }

    private void Judge(Room room, MapVote vote)
    {
        var (map, voices, people) = (vote.Map, vote.IsOpen ? vote.Voices : 0, vote.IsOpen ? vote.People : 0);
        switch (vote.Judge(server.Clock.Now))
        {
            case VoteResult.Passed:
                room.ServerChat($"{voices} of {people} want the map {map}: it comes now.");
                TryBegin(room, map);
                break;
            case VoteResult.Failed:
                room.ServerChat($"{voices} of {people} want the map {map}: it stays as it is.");
                break;
            default:
                break;
        }
    }

    private void Finish(Room room, (Map? Map, string Fault) loaded)
    {
        if (loaded.Map is not { } map)
        {
            room.ServerChat($"The map stays as it is: {DisplayText.Clean(loaded.Fault, 200)}");
            return;
        }

        var fault = rooms.ChangeMap(room, map, out var next);
        _votes.Remove(room, out var vote);
        if (vote is not null)
            VoteOf(next).KeepPause(vote);
        next.ServerChat(fault.Length == 0 ? $"The map is {map.Name} now." : $"The map is {map.Name} now, and {fault}");
    }
}
