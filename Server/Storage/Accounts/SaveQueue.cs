namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// Characters that wait to be saved, each at most once: however often they are handed in, the queue is never longer than the number
/// of people. Everything here is done under <see cref="Gate"/>, which nobody holds for longer than a copy of a kilobyte takes.
/// </summary>
internal sealed class SaveQueue
{
    private readonly Queue<OnlineCharacter> _waiting = new();

    public object Gate { get; } = new();

    public int Count => _waiting.Count;

    public void Add(OnlineCharacter character)
    {
        if (character.IsWaiting || character.IsReplaced)
            return;
        character.IsWaiting = true;
        _waiting.Enqueue(character);
        Monitor.PulseAll(Gate);
    }

    /// <summary>Takes the next that is still to be saved; null when there is none.</summary>
    public OnlineCharacter? Take()
    {
        while (_waiting.TryDequeue(out var character))
        {
            character.IsWaiting = false;
            if (!character.IsReplaced)
                return character;
        }

        return null;
    }
}
