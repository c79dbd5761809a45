using Arch.Core;
using Ecs.Simulation.Components;

namespace Ecs.Simulation;

/// <summary>The sets of entities that systems walk over.</summary>
internal static class Queries
{
    public static readonly QueryDescription Everything = new QueryDescription().WithAll<Identity>();

    public static readonly QueryDescription Avatars = new QueryDescription().WithAll<Player, Health, Intent>();

    public static readonly QueryDescription Bullets = new QueryDescription().WithAll<Bullet>();
}
