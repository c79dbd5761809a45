using System.Diagnostics;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Events;

/// <summary>
/// One event; lives until the next tick begins. Made by the method that is called like its kind; the two numbers are read by
/// what they mean there. A reading that another kind has is a fault of the program.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Slot">To whom, or none.</param>
/// <param name="Other">Because of whom, or none.</param>
/// <param name="Subject">Which entity, or none.</param>
/// <param name="A">As <see cref="WorldEventKind"/> says of the kind: for whoever passes events on.</param>
/// <param name="B">The same.</param>
public readonly record struct WorldEvent(WorldEventKind Kind, PlayerSlot Slot, PlayerSlot Other, EntityId Subject, int A, int B)
{
    /// <summary>What a <see cref="WorldEventKind.ShotJudged"/> rests on; the default of any other kind.</summary>
    public ShotEvidence Evidence { get; init; }

    /// <summary>Hit points that a <see cref="WorldEventKind.Hit"/> took.</summary>
    public int HitPointsLost => Of(WorldEventKind.Hit, A);

    /// <summary>Hit points that a <see cref="WorldEventKind.Hit"/> left.</summary>
    public int HitPointsLeft => Of(WorldEventKind.Hit, B);

    /// <summary>World units per second: a shot's, or an avatar's new speed.</summary>
    public int Speed => Kind == WorldEventKind.ShotFired ? A : Of(WorldEventKind.SpeedChanged, A);

    /// <summary>Where a shot flies, or from where scenery was struck.</summary>
    public Angle Direction => new((ushort)(Kind == WorldEventKind.ShotFired ? B : Of(WorldEventKind.Shaken, A)));

    /// <summary>The team that somebody plays for from now on.</summary>
    public byte Team => (byte)Of(WorldEventKind.TeamChanged, A);

    /// <summary>Until the match ends.</summary>
    public int SecondsLeft => Of(WorldEventKind.MatchWarning, A);

    /// <summary>Of a new match; 0 when it has no clock.</summary>
    public int MatchSeconds => Of(WorldEventKind.MatchStarted, A);

    /// <summary>The best player's, at the end of a match.</summary>
    public int Kills => Of(WorldEventKind.MatchEnded, A);

    /// <summary>Whether a power-up was gained, friendly fire went on, or somebody is ready; otherwise the contrary.</summary>
    public bool IsOn =>
        Kind is WorldEventKind.PowerUpChanged or WorldEventKind.FriendlyFireChanged ? A != 0 : Of(WorldEventKind.ReadyChanged, A) != 0;

    /// <summary>Which of its kind a dead creature was.</summary>
    public int Variant => Of(WorldEventKind.CreatureDied, A);

    public int Level => Of(WorldEventKind.WaveBegan, A);

    public int Creatures => Of(WorldEventKind.WaveBegan, B);

    /// <summary>Of a step or a turn: 1 north, 2 east, 3 south, 4 west; of a refused step whatever was asked for.</summary>
    public int Heading => Kind == WorldEventKind.Turned ? A : Of(WorldEventKind.Stepped, A);

    /// <summary>Whether a step was refused.</summary>
    public bool IsRefused => Of(WorldEventKind.Stepped, B) == 0;

    /// <summary>Slot of the inventory, from 1; 0 for any of them.</summary>
    public int ItemSlot => Of(WorldEventKind.InventoryChanged, A);

    /// <summary>Code of what the rules have to say.</summary>
    public int Remark => Of(WorldEventKind.Remarked, A);

    /// <summary>The number in a remark.</summary>
    public int RemarkNumber => Of(WorldEventKind.Remarked, B);

    /// <summary>How many a stroke hit.</summary>
    public int Struck => Of(WorldEventKind.Swung, A);

    /// <summary>What a stroke was made with.</summary>
    public int Weapon => Of(WorldEventKind.Swung, B);

    /// <summary>Which resource there is now more or less of.</summary>
    public int Resource => Of(WorldEventKind.ResourceChanged, A);

    /// <summary>How much of a resource there is now.</summary>
    public int Amount => Of(WorldEventKind.ResourceChanged, B);

    public static WorldEvent PlayerJoined(PlayerSlot slot, EntityId avatar) => About(WorldEventKind.PlayerJoined, slot, avatar);

    public static WorldEvent PlayerLeft(PlayerSlot slot, EntityId avatar) => About(WorldEventKind.PlayerLeft, slot, avatar);

    /// <param name="shooter">The seat.</param>
    /// <param name="avatar">The shooter's.</param>
    /// <param name="speed">World units per second.</param>
    /// <param name="direction">Where the shot flies.</param>
    public static WorldEvent ShotFired(PlayerSlot shooter, EntityId avatar, int speed, Angle direction) =>
        About(WorldEventKind.ShotFired, shooter, avatar, speed, direction.Raw);

    /// <param name="victim">Its seat, or none for a creature.</param>
    /// <param name="attacker">Who gets the credit, or none.</param>
    /// <param name="body">The victim's entity.</param>
    /// <param name="lost">Hit points that it has lost.</param>
    /// <param name="left">Hit points that it still has.</param>
    public static WorldEvent Hit(PlayerSlot victim, PlayerSlot attacker, EntityId body, int lost, int left) =>
        new(WorldEventKind.Hit, victim, attacker, body, lost, left);

    public static WorldEvent Died(PlayerSlot victim, PlayerSlot killer, EntityId avatar) =>
        new(WorldEventKind.Died, victim, killer, avatar, 0, 0);

    public static WorldEvent Respawned(PlayerSlot slot, EntityId avatar) => About(WorldEventKind.Respawned, slot, avatar);

    public static WorldEvent TeamChanged(PlayerSlot slot, EntityId avatar, byte team) => About(WorldEventKind.TeamChanged, slot, avatar, team);

    public static WorldEvent PowerUpChanged(PlayerSlot slot, EntityId avatar, bool isGained) =>
        About(WorldEventKind.PowerUpChanged, slot, avatar, isGained ? 1 : 0);

    public static WorldEvent MatchWarning(int secondsLeft) => About(WorldEventKind.MatchWarning, PlayerSlot.None, EntityId.None, secondsLeft);

    /// <param name="best">Who has won, or none.</param>
    /// <param name="kills">The winner's.</param>
    public static WorldEvent MatchEnded(PlayerSlot best, int kills) => About(WorldEventKind.MatchEnded, best, EntityId.None, kills);

    /// <param name="seconds">How long it lasts; 0 when it has no clock.</param>
    public static WorldEvent MatchStarted(int seconds) => About(WorldEventKind.MatchStarted, PlayerSlot.None, EntityId.None, seconds);

    public static WorldEvent FriendlyFireChanged(bool isOn) => About(WorldEventKind.FriendlyFireChanged, PlayerSlot.None, EntityId.None, isOn ? 1 : 0);

    /// <param name="because">Whose kill has changed it, or none.</param>
    public static WorldEvent RankingChanged(PlayerSlot because) => About(WorldEventKind.RankingChanged, because, EntityId.None);

    /// <param name="slot">Whose.</param>
    /// <param name="avatar">The player's.</param>
    /// <param name="speed">World units per second.</param>
    public static WorldEvent SpeedChanged(PlayerSlot slot, EntityId avatar, int speed) => About(WorldEventKind.SpeedChanged, slot, avatar, speed);

    public static WorldEvent CreatureDied(PlayerSlot killer, EntityId creature, int variant) =>
        About(WorldEventKind.CreatureDied, killer, creature, variant);

    public static WorldEvent WaveBegan(int level, int creatures) =>
        About(WorldEventKind.WaveBegan, PlayerSlot.None, EntityId.None, level, creatures);

    public static WorldEvent ReadyChanged(PlayerSlot slot, bool isReady) => About(WorldEventKind.ReadyChanged, slot, EntityId.None, isReady ? 1 : 0);

    public static WorldEvent Stepped(PlayerSlot slot, EntityId avatar, int heading) => About(WorldEventKind.Stepped, slot, avatar, heading, 1);

    public static WorldEvent StepRefused(PlayerSlot slot, EntityId avatar, int heading) => About(WorldEventKind.Stepped, slot, avatar, heading);

    public static WorldEvent Turned(PlayerSlot slot, EntityId avatar, int heading) => About(WorldEventKind.Turned, slot, avatar, heading);

    /// <param name="slot">Whose.</param>
    /// <param name="avatar">The player's.</param>
    /// <param name="itemSlot">Of the inventory, from 1; 0 for any of them.</param>
    public static WorldEvent InventoryChanged(PlayerSlot slot, EntityId avatar, int itemSlot) =>
        About(WorldEventKind.InventoryChanged, slot, avatar, itemSlot);

    /// <param name="slot">Whose.</param>
    /// <param name="avatar">The player's, or none.</param>
    public static WorldEvent StatsChanged(PlayerSlot slot, EntityId avatar) => About(WorldEventKind.StatsChanged, slot, avatar);

    /// <param name="slot">Who alone hears it.</param>
    /// <param name="avatar">The player's.</param>
    /// <param name="remark">Its code, which the game gives a meaning.</param>
    /// <param name="number">A number in it.</param>
    public static WorldEvent Remarked(PlayerSlot slot, EntityId avatar, int remark, int number) =>
        About(WorldEventKind.Remarked, slot, avatar, remark, number);

    /// <param name="slot">Who strokes.</param>
    /// <param name="avatar">The player's.</param>
    /// <param name="struck">How many the stroke hit.</param>
    /// <param name="weapon">Which, for those who draw it.</param>
    public static WorldEvent Swung(PlayerSlot slot, EntityId avatar, int struck, int weapon) =>
        About(WorldEventKind.Swung, slot, avatar, struck, weapon);

    /// <summary>A creature has struck a player.</summary>
    public static WorldEvent SwungAt(PlayerSlot victim, EntityId creature) =>
        new(WorldEventKind.Swung, PlayerSlot.None, victim, creature, 1, 0);

    public static WorldEvent Shaken(PlayerSlot slot, EntityId scenery, Angle direction) => About(WorldEventKind.Shaken, slot, scenery, direction.Raw);

    /// <param name="slot">Whose.</param>
    /// <param name="avatar">The player's.</param>
    /// <param name="resource">Which.</param>
    /// <param name="amount">How much of it there is now.</param>
    public static WorldEvent ResourceChanged(PlayerSlot slot, EntityId avatar, int resource, int amount) =>
        About(WorldEventKind.ResourceChanged, slot, avatar, resource, amount);

    /// <summary>A shot, or a stroke, of somebody who saw others in the past has been judged.</summary>
    /// <param name="shooter">The seat that fired; by now another may sit there.</param>
    /// <param name="victim">The seat of who was hit; none for a creature and a miss.</param>
    /// <param name="target">Who was hit; none for a miss.</param>
    /// <param name="evidence">What it rests on.</param>
    public static WorldEvent ShotJudged(PlayerSlot shooter, PlayerSlot victim, EntityId target, in ShotEvidence evidence) =>
        new(WorldEventKind.ShotJudged, shooter, victim, target, evidence.Age, evidence.IsClamped ? 1 : 0) { Evidence = evidence };

    /// <summary>An event that only one game knows.</summary>
    /// <param name="number">0 to 127: the kind is <see cref="WorldEventKind.OwnFirst"/> and so much more.</param>
    /// <param name="slot">Whatever the game means by it, like all that follows.</param>
    /// <param name="other">A second player, or none.</param>
    /// <param name="subject">An entity, or none.</param>
    /// <param name="a">A number.</param>
    /// <param name="b">Another one.</param>
    public static WorldEvent Own(byte number, PlayerSlot slot, PlayerSlot other, EntityId subject, int a = 0, int b = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, (byte)WorldEventKind.OwnFirst);
        return new((WorldEventKind)((byte)WorldEventKind.OwnFirst + number), slot, other, subject, a, b);
    }

    private static WorldEvent About(WorldEventKind kind, PlayerSlot slot, EntityId subject, int a = 0, int b = 0) =>
        new(kind, slot, PlayerSlot.None, subject, a, b);

    private int Of(WorldEventKind kind, int value)
    {
        Debug.Assert(Kind == kind, "Only this kind of event has this.");
        return value;
    }
}
