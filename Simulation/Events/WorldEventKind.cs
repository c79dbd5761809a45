namespace Ecs.Simulation.Events;

/// <summary>What happened in a tick. The comment gives the meaning of the fields that the kind uses, on the wire and in recordings.</summary>
public enum WorldEventKind : byte
{
    None = 0,

    /// <summary>Slot, Subject = avatar.</summary>
    PlayerJoined = 1,

    /// <summary>Slot, Subject = avatar.</summary>
    PlayerLeft = 2,

    /// <summary>Slot = shooter, Subject = avatar, A = bullet speed in whole world units per second, B = angle (raw).</summary>
    ShotFired = 3,

    /// <summary>Slot = victim, Other = attacker's seat or none (an order, or the shooter has left), Subject = victim's avatar, A = hit points lost, B = hit points left.</summary>
    Hit = 4,

    /// <summary>Slot = victim, Other = killer's seat or none, Subject = victim's avatar.</summary>
    Died = 5,

    /// <summary>Slot, Subject = avatar.</summary>
    Respawned = 6,

    /// <summary>Slot, A = new team.</summary>
    TeamChanged = 7,

    /// <summary>Slot, A = 1 gained, 0 lost.</summary>
    PowerUpChanged = 8,

    /// <summary>A = seconds left.</summary>
    MatchWarning = 9,

    /// <summary>Slot = best player or none, A = kills.</summary>
    MatchEnded = 10,
    MatchStarted = 11,

    /// <summary>A = 1 on, 0 off.</summary>
    FriendlyFireChanged = 12,

    /// <summary>Kills changed: whoever shows a ranking makes it anew.</summary>
    RankingChanged = 13,

    /// <summary>Slot, A = world units per second.</summary>
    SpeedChanged = 14,

    /// <summary>Slot = killer or none, Subject = creature, A = its variant.</summary>
    CreatureDied = 15,

    /// <summary>A = level, B = creatures.</summary>
    WaveBegan = 16,

    /// <summary>Slot, A = 1 ready, 0 not.</summary>
    ReadyChanged = 17,

    /// <summary>Slot, Subject = avatar, A = heading, B = 1 done, 0 refused.</summary>
    Stepped = 18,

    /// <summary>Slot, Subject = avatar, A = heading.</summary>
    Turned = 19,

    /// <summary>Slot, A = slot of the inventory, from 1, or 0 for any of them. Of interest to nobody else.</summary>
    InventoryChanged = 20,

    /// <summary>Slot: hit points, stamina, mana, gold or experience changed. Of interest to nobody else.</summary>
    StatsChanged = 21,

    /// <summary>Slot, A = code of what the rules have to say to this player alone, B = a number in it.</summary>
    Remarked = 22,

    /// <summary>Slot, Subject = avatar, A = how many were hit, B = weapon. Of a creature: no slot, Other = who was hit.</summary>
    Swung = 23,

    /// <summary>Slot = who struck it, Subject = scenery, A = from which direction (raw angle).</summary>
    Shaken = 24,

    /// <summary>Slot, A = which resource, B = how much of it there is now. Of interest to nobody else.</summary>
    ResourceChanged = 25,

    /// <summary>
    /// Slot = shooter, Other = the seat of who was hit or none, Subject = who was hit or none for a miss, A = the age used in 256ths of a tick,
    /// B = 1 clamped, 0 not; <see cref="WorldEvent.Evidence"/>. Of interest to the shooter.
    /// </summary>
    ShotJudged = 26,

    /// <summary>
    /// From here to 255: kinds of a game of one's own, whose fields mean what that game says. Clients are told of them as they
    /// are, see <see cref="WorldEvent.Own"/>.
    /// </summary>
    OwnFirst = 128,
}
