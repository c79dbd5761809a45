using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Modes;

/// <summary>
/// The rules of one game on the shared world: its constants, what it does before anybody moves, and how it judges what
/// happened. Its own state is shown by <see cref="VisitState"/>, so that hashes and checkpoints hold it.
/// </summary>
internal interface IGameMode
{
    /// <summary>Edge of a broad-phase cell in world units; results do not depend on it.</summary>
    Fixed BroadPhaseCell { get; }

    Box BulletBox { get; }

    bool FriendlyFire { get; }

    /// <summary>Ticks until the match ends; 0 when it has ended or there is none.</summary>
    uint ClockTicks { get; }

    /// <summary>An avatar's move to (x, y) happens only when this holds; otherwise it is refused whole.</summary>
    bool MayStandAt(Fixed x, Fixed y);

    /// <summary>The team of a newcomer: the wish, or the mode's choice when the wish is no team.</summary>
    byte TeamFor(PlayerSlot slot, byte wish);

    /// <summary>Gives a new avatar its place, body, health and weapon; identity, player and name are set.</summary>
    void Dress(GameWorld world, Entity avatar);

    void Act(GameWorld world, Entity avatar, in PlayerAction action);

    void Order(GameWorld world, in OperatorCommand order);

    /// <summary>The avatar has just lost its last hit point.</summary>
    void Die(GameWorld world, Entity avatar);

    void Direct(GameWorld world);

    void Judge(GameWorld world);

    void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;
}
