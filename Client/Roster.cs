using System.Runtime.InteropServices;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Values;

namespace Ecs.Client;

/// <summary>Who is in the room, as the server tells it; at most one player per seat.</summary>
public sealed class Roster
{
    private readonly List<PlayerInfo> _players = [];

    /// <summary>In the order of coming.</summary>
    public ReadOnlySpan<PlayerInfo> Players => CollectionsMarshal.AsSpan(_players);

    /// <summary>Grows with every change, so that a list on a screen knows when to draw itself anew.</summary>
    public int Version { get; private set; }

    public bool TryGet(PlayerSlot slot, out PlayerInfo player)
    {
        var index = IndexOf(slot);
        player = index < 0 ? default : _players[index];
        return index >= 0;
    }

    internal void Put(in PlayerInfo player)
    {
        var index = IndexOf(player.Slot);
        if (index < 0)
            _players.Add(player);
        else
            _players[index] = player;

        Version++;
    }

    internal void Remove(PlayerSlot slot)
    {
        var index = IndexOf(slot);
        if (index >= 0)
        {
            _players.RemoveAt(index);
            Version++;
        }
    }

    internal void Clear()
    {
        _players.Clear();
        Version++;
    }

    private int IndexOf(PlayerSlot slot)
    {
        for (var index = 0; index < _players.Count; index++)
        {
            if (_players[index].Slot == slot)
                return index;
        }

        return -1;
    }
}
