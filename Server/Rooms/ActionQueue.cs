using Ecs.Simulation.Inputs;

namespace Ecs.Server.Rooms;

/// <summary>A player's rare acts that wait for a tick with room for them, in the order of arrival.</summary>
public sealed class ActionQueue
{
    /// <summary>Sixteen ticks' worth; more than that is refused.</summary>
    public const int Limit = 16 * PlayerAction.PerTickLimit;

    private readonly Queue<PlayerAction> _waiting = new();

    public int Count => _waiting.Count;

    /// <summary>False when <see cref="Limit"/> of them wait already.</summary>
    public bool TryAdd(in PlayerAction action)
    {
        if (_waiting.Count >= Limit)
        {
            return false;
        }

        _waiting.Enqueue(action);
        return true;
    }

    public bool TryTake(out PlayerAction action) => _waiting.TryDequeue(out action);
}
