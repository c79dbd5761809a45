using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <content>What tells players why they mispredicted, and what a predicted world is.</content>
public sealed partial class GameWorld
{
    private readonly OutsideActs _acts;
    private readonly AvatarWatch _watch;

    /// <summary>
    /// Whether this is a player's own small world (<see cref="Prediction.PredictedWorld"/>), which holds its avatar and not much else: nobody is hurt in it, and
    /// a mode leaves undone what takes more than it knows, such as a return to a place by chance.
    /// </summary>
    public bool IsPredicted { get; internal init; }

    /// <summary>Whether it is noted whose avatars orders, rare acts and the mode change: for whoever tells players why they mispredicted. It costs two looks at all avatars for each.</summary>
    public bool WatchesAvatars { get; set; }

    /// <summary>The tick of the newest act of this kind on a seat's avatar; 0 for none since somebody sat down there.</summary>
    public Tick NewestAct(PlayerSlot slot, OutsideAct act) => _acts.NewestOf(slot, act);

    /// <summary>
    /// Notes that something has changed an avatar, or kept it from changing, that its player cannot know. Hits and whatever happens in
    /// <see cref="IGameMode.Direct"/> and <see cref="IGameMode.Judge"/> is noted anyway; a mode says it of the rest.
    /// </summary>
    public void Note(Entity avatar, OutsideAct act)
    {
        if (Store.Has<Player>(avatar))
            Note(Store.Get<Player>(avatar).Slot, act);
    }

    internal void Note(PlayerSlot slot, OutsideAct act) => _acts.Note(slot, act, _record.Tick);

    internal void BeginWatch()
    {
        if (WatchesAvatars)
            _watch.Begin(this);
    }

    internal void EndWatch(OutsideAct act)
    {
        if (WatchesAvatars)
            _watch.End(this, act);
    }

    /// <summary>The values of an avatar's replicated fields, in the order of the schema.</summary>
    internal void ReadAvatar(Entity avatar, Span<long> values) => _replicas.ReadAvatar(Store, avatar, values);

    internal void WriteAvatar(Entity avatar, ReadOnlySpan<long> values) => _replicas.WriteAvatar(Store, avatar, values);
}
