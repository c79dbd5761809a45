using Ecs.Simulation.Components;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Finds out whose avatars a piece of a tick has changed, whatever the piece was: it compares the bytes of their components before and
/// after. Nobody is born or dies meanwhile. Allocates only while there are more avatars than ever before.
/// </summary>
internal sealed class AvatarWatch
{
    private readonly ComponentEntry[] _entries;
    private byte[] _before = new byte[4096];

    public AvatarWatch(Archetypes archetypes)
    {
        // The largest: a name never changes, and a trail is written when the tick is over.
        _entries = Array.FindAll(archetypes.EntriesOf(Values.EntityKind.Avatar), static entry => entry is not (ComponentEntry<PlayerName> or ComponentEntry<Trail>));
    }

    public void Begin(GameWorld world)
    {
        var used = 0;
        foreach (ref var chunk in world.Store.Query(in Queries.Avatars))
        {
            foreach (var entry in _entries)
            {
                var column = entry.BytesOf(ref chunk);
                if (_before.Length < used + column.Length)
                    Array.Resize(ref _before, (used + column.Length) * 2);
                column.CopyTo(_before.AsSpan(used));
                used += column.Length;
            }
        }
    }

    /// <summary>Notes the act for everybody whose avatar is not as it was when the piece began.</summary>
    public void End(GameWorld world, OutsideAct act)
    {
        var used = 0;
        foreach (ref var chunk in world.Store.Query(in Queries.Avatars))
        {
            foreach (var entry in _entries)
            {
                var column = entry.BytesOf(ref chunk);
                var before = _before.AsSpan(used, column.Length);
                used += column.Length;
                if (column.SequenceEqual(before))
                    continue;

                var size = column.Length / chunk.Count;
                var players = chunk.GetSpan<Player>();
                for (var row = 0; row < chunk.Count; row++)
                {
                    if (!column.Slice(row * size, size).SequenceEqual(before.Slice(row * size, size)))
                        world.Note(players[row].Slot, act);
                }
            }
        }
    }
}
