using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// What of a game's rules is data, and stays as it is while a world lives. The defaults are what most games have; a mode says
/// where it differs. What a match or an order changes is the mode's state and belongs into <see cref="IGameMode.VisitState"/>.
/// </summary>
public sealed record GameRules
{
    /// <summary>Edge of a broad-phase cell in world units, about the size of what moves; results do not depend on it.</summary>
    public Fixed BroadPhaseCell { get; init; } = Fixed.FromInt(100);

    /// <summary>The collider of every bullet.</summary>
    public Box BulletBox { get; init; } = new() { HalfWidth = Fixed.One, HalfHeight = Fixed.One };

    /// <summary>Whether a shot that does not hurt a team mate flies on instead of ending in the body.</summary>
    public bool BulletsPassTeamMates { get; init; }

    /// <summary>Whether bullets of different shooters destroy each other.</summary>
    public bool BulletsMeet { get; init; } = true;

    /// <summary>
    /// How far players see, in world units: clients are told of what is nearer to their avatars, and of what
    /// <see cref="IGameMode.InterestOf"/> shows them anyway. Null: of everything. The world itself does not depend on it.
    /// </summary>
    public Fixed? SightRadius { get; init; }

    /// <summary>How far what is in sight may go and stay so: a tenth further, or what stands at the edge would come and go. Null where everything is seen.</summary>
    public Fixed? SightEnd => SightRadius is { } radius ? new Fixed(radius.Raw + (radius.Raw / 10)) : null;

    /// <summary>Whether <see cref="IGameMode.InterestOf"/> is to be asked; else everything counts as near or far by its place.</summary>
    public bool ChoosesInterest { get; init; }

    /// <summary>
    /// Whether shots and strokes are judged where their shooters saw others, at most 250 ms ago. An operator may turn it on for games whose
    /// rules do not (<see cref="WorldOptions.LagCompensation"/>); off, nothing of it is there.
    /// </summary>
    public bool LagCompensation { get; init; }

    /// <summary>Whether each bullet's birth is a <see cref="Events.WorldEventKind.ShotFired"/>; false where thousands a tick are no news.</summary>
    public bool AnnouncesShots { get; init; } = true;

    /// <summary>Whether clients are told of every <see cref="Events.WorldEventKind.Hit"/>; false where hundreds a tick are no news. The world itself does not depend on it.</summary>
    public bool TellsHits { get; init; } = true;

    /// <summary>A bullet ends when its centre leaves this area; null for the map's bounds.</summary>
    public FixedRectangle? BulletLimits { get; init; }

    /// <summary>From an avatar's centre to where its bullets are born.</summary>
    public FixedVector Muzzle { get; init; }

    /// <summary>
    /// Whether the axes of a walk are independent: each may reach full speed, and <see cref="IGameMode.MayStandAt"/> refuses only
    /// the one that would leave the allowed places.
    /// </summary>
    public bool AxesMoveAlone { get; init; }

    /// <summary>Slots in which an avatar carries things (<see cref="IGameMode.ListCarried"/>), 0 where there are none; clients are told of the first 64.</summary>
    public int CarrySlots { get; init; }

    /// <summary>Round things that hold up avatars with momentum; null when there are none.</summary>
    public CircleField? Obstacles { get; init; }

    /// <summary>The operator's orders that mean something here, so that whoever gives another one hears that it is in vain.</summary>
    public OperatorCode[] Orders { get; init; } = [];

    /// <summary>
    /// Components that avatars have here beside those that they have in every game (identity, position, velocity, box, player,
    /// name, intent, mobility, health, weapon, power-up, score, respawn). Those that no other game has stand behind all others
    /// in hashes and checkpoints, in the order of first mention: avatars', bullets', creatures', scenery's, items'.
    /// </summary>
    public ComponentEntry[] AvatarComponents { get; init; } = [];

    /// <summary>The same for bullets (identity, position, velocity, box, bullet).</summary>
    public ComponentEntry[] BulletComponents { get; init; } = [];

    /// <summary>The same for creatures (identity, position, velocity, box, thing, health).</summary>
    public ComponentEntry[] CreatureComponents { get; init; } = [];

    /// <summary>The same for scenery (identity, position, box, thing).</summary>
    public ComponentEntry[] SceneryComponents { get; init; } = [];

    /// <summary>The same for items (identity, position, box, thing).</summary>
    public ComponentEntry[] ItemComponents { get; init; } = [];

    /// <summary>
    /// All components that kinds have here beside the common ones; one that several have comes several times. Those of lag compensation stand
    /// at the end, so that all others keep their places.
    /// </summary>
    internal ComponentEntry[] AllComponents =>
    [
        .. AvatarComponents, .. BulletComponents, .. CreatureComponents, .. SceneryComponents, .. ItemComponents,
        .. OfLag(EntityKind.Avatar), .. OfLag(EntityKind.Bullet), .. OfLag(EntityKind.Creature),
    ];

    /// <summary>What entities of a kind have here beside what they have in every game.</summary>
    internal ComponentEntry[] ComponentsOf(EntityKind kind) => kind switch
    {
        EntityKind.Avatar => [.. AvatarComponents, .. OfLag(kind)],
        EntityKind.Bullet => [.. BulletComponents, .. OfLag(kind)],
        EntityKind.Creature => [.. CreatureComponents, .. OfLag(kind)],
        EntityKind.Scenery => SceneryComponents,
        EntityKind.Item => ItemComponents,
        _ => [],
    };

    /// <summary>The rules of a world of these options.</summary>
    internal static GameRules Of(IGameMode mode, WorldOptions options) =>
        options.LagCompensation ? mode.Rules with { LagCompensation = true } : mode.Rules;

    private ComponentEntry[] OfLag(EntityKind kind) => !LagCompensation ? [] : kind switch
    {
        EntityKind.Avatar => [new ComponentEntry<Trail>(), new ComponentEntry<Lookback>()],
        EntityKind.Bullet => [new ComponentEntry<Hindsight>()],
        EntityKind.Creature => [new ComponentEntry<Trail>()],
        _ => [],
    };
}
