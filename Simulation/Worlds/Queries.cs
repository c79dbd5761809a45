using Arch.Core;
using Ecs.Simulation.Components;

namespace Ecs.Simulation.Worlds;

/// <summary>The sets of entities that systems walk over.</summary>
public static class Queries
{
    public static readonly QueryDescription Everything = new QueryDescription().WithAll<Identity>();

    public static readonly QueryDescription Avatars = new QueryDescription().WithAll<Player, Health, Intent>();

    /// <summary>Avatars that go where their players point, at their own speed.</summary>
    public static readonly QueryDescription Walkers = new QueryDescription().WithAll<Player, Health, Intent>().WithNone<Wish, Momentum, TilePace>();

    /// <summary>Avatars whose players may also say where they want to be.</summary>
    public static readonly QueryDescription Roamers = new QueryDescription().WithAll<Player, Wish, Stance>();

    /// <summary>Avatars that speed up and slow down.</summary>
    public static readonly QueryDescription Drifters = new QueryDescription().WithAll<Player, Health, Intent, Momentum>();

    /// <summary>Whatever bullets can meet: avatars and creatures.</summary>
    public static readonly QueryDescription Bodies = new QueryDescription().WithAll<Health, Box, Velocity>();

    /// <summary>Those bodies where shots may be judged in the past.</summary>
    public static readonly QueryDescription Trails = new QueryDescription().WithAll<Trail, Health, Box, Velocity>();

    public static readonly QueryDescription Creatures = new QueryDescription().WithAll<Thing, Velocity>();

    /// <summary>Pieces of scenery that something comes back to.</summary>
    public static readonly QueryDescription Nests = new QueryDescription().WithAll<Thing, Respawn>();

    /// <summary>Creatures, scenery and items.</summary>
    public static readonly QueryDescription Things = new QueryDescription().WithAll<Thing>();

    public static readonly QueryDescription Bullets = new QueryDescription().WithAll<Bullet>();

    /// <summary>Bullets where they may meet bodies in the past.</summary>
    public static readonly QueryDescription SeeingBullets = new QueryDescription().WithAll<Bullet, Hindsight>();
}
