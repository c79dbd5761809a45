using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// The rules of one game on the shared world: its data, what it does before anybody moves, and how it judges what
/// happened. Its own state is shown by <see cref="VisitState"/>, so that hashes and checkpoints hold it. What has a default
/// here is what most games do; a mode says only where it differs.
/// </summary>
public interface IGameMode
{
    /// <summary>Its data; asked once, when a world is made.</summary>
    GameRules Rules => new();

    /// <summary>Whether shots hurt team mates now.</summary>
    bool FriendlyFire => false;

    /// <summary>Ticks until the match ends; 0 when it has ended or there is none.</summary>
    uint ClockTicks => 0;

    /// <summary>Whether an entity of a checkpoint, which comes from a file, has values that this mode can reach.</summary>
    bool MayBe(GameWorld world, Entity entity) => true;

    /// <summary>Who is told of an entity; asked for each one and snapshot where <see cref="GameRules.ChoosesInterest"/> is set.</summary>
    Interest InterestOf(GameWorld world, Entity entity) => Interest.Near;

    /// <summary>Why a thing that the map places is nothing in this game; empty when it is something.</summary>
    string WhyNothing(in MapThing thing) => "this game places no things";

    /// <summary>An avatar's move to (x, y) happens only when this holds; otherwise it is refused whole, unless <see cref="GameRules.AxesMoveAlone"/>.</summary>
    bool MayStandAt(Fixed x, Fixed y);

    /// <summary>The team of a newcomer: the wish, or the mode's choice when the wish is no team.</summary>
    byte TeamFor(PlayerSlot slot, byte wish) => 0;

    /// <summary>Gives a new avatar its place, body, health and weapon; identity, player and name are set, the rest is zero.</summary>
    /// <param name="world">The avatar's world.</param>
    /// <param name="avatar">The new one.</param>
    /// <param name="character">
    /// What <see cref="SaveCharacter"/> once wrote, or what a door made of the player's choices; empty for a newcomer without
    /// a past. Bytes that the mode cannot read count as empty.
    /// </param>
    void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character);

    /// <summary>Writes what the player may come back with; returns the bytes used, at most <see cref="GameWorld.CharacterLimit"/>.</summary>
    int SaveCharacter(GameWorld world, Entity avatar, Span<byte> destination) => 0;

    /// <summary>
    /// Gives a new creature, piece of scenery or item its box and whatever else its kind has; identity, position and <see cref="Thing"/> are
    /// set. Where bullets have components of the mode's own (<see cref="GameRules.BulletComponents"/>) a new bullet comes here too, ready but for those.
    /// </summary>
    void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
    }

    /// <summary>A rare act of a player; one that the mode has no rule for changes nothing.</summary>
    void Act(GameWorld world, Entity avatar, in PlayerAction action)
    {
    }

    /// <summary>
    /// What an avatar carries, in the order of its slots; empty ones are left out. Asked for when its player comes in and after each
    /// <see cref="Events.WorldEventKind.InventoryChanged"/>, by a game that has <see cref="GameRules.CarrySlots"/>.
    /// </summary>
    /// <param name="world">The avatar's world.</param>
    /// <param name="avatar">The bearer.</param>
    /// <param name="things">Gets them; as long as there are slots.</param>
    /// <returns>How many there are.</returns>
    int ListCarried(GameWorld world, Entity avatar, Span<CarriedThing> things) => 0;

    /// <summary>An operator's order; one that the mode has no rule for changes nothing.</summary>
    void Order(GameWorld world, in OperatorCommand order)
    {
    }

    /// <summary>The avatar has just lost its last hit point.</summary>
    void Die(GameWorld world, Entity avatar)
    {
    }

    /// <summary>The creature has just lost its last hit point; it goes at the end of the tick.</summary>
    /// <param name="world">The creature's world.</param>
    /// <param name="creature">The one that dies.</param>
    /// <param name="killer">The seat of who shot it, or none.</param>
    void CreatureDied(GameWorld world, Entity creature, PlayerSlot killer)
    {
    }

    /// <summary>Before anybody moves; the tick makes it a stage.</summary>
    void Direct(GameWorld world);

    /// <summary>
    /// What becomes of avatars before anybody moves by their own state, the rules and the map alone; right after <see cref="Direct"/>. A player's client runs it for its own
    /// avatar (<see cref="GameWorld.IsPredicted"/>), where the mode's own state is as new and others are not there: what depends on those belongs into <see cref="Direct"/>.
    /// </summary>
    void DirectAvatars(GameWorld world)
    {
    }

    /// <summary>The same after all hits, right before <see cref="Judge"/>. Blows may be struck here: those who are hit are not there when it is predicted.</summary>
    void JudgeAvatars(GameWorld world)
    {
    }

    /// <summary>After all hits; the tick makes it a stage.</summary>
    void Judge(GameWorld world);

    /// <summary>Shows every field of the mode's own state.</summary>
    void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct;
}
