namespace Ecs.Scenes.Doors.Arena;

/// <summary>Whom a client of the arena knows, by number, with everything that it has been told of them.</summary>
public sealed class ArenaMemory
{
    private readonly Dictionary<byte, ArenaOther> _known = [];

    /// <summary>The client itself is among them.</summary>
    public IReadOnlyDictionary<byte, ArenaOther> Known => _known;

    /// <exception cref="InvalidDataException">News of somebody whom the client was never told of, or no news at all.</exception>
    public void Learn(ArenaHeard heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        switch (heard.Code)
        {
            case ArenaHeard.Connected:
                Require(_known.TryAdd(heard.Id, new ArenaOther()), $"{heard.Id} came twice");
                _known[heard.Id].Take(heard);
                break;
            case ArenaHeard.Updated:
                Require(heard.Mask != 0, $"an update of {heard.Id} without a field");
                Require(_known.ContainsKey(heard.Id), $"news of {heard.Id}, who is not here");
                _known[heard.Id].Take(heard);
                break;
            case ArenaHeard.Disconnected:
                Require(_known.Remove(heard.Id), $"{heard.Id} left and was not here");
                break;
            case ArenaHeard.Shot:
                Require(_known.ContainsKey(heard.Id), $"a shot of {heard.Id}, who is not here");
                break;
        }
    }

    private static void Require(bool isRight, string fault)
    {
        if (!isRight)
            throw new InvalidDataException(fault);
    }
}
