using System.Numerics;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.DebugView.Model.Space;

/// <summary>What does not change while a room is watched.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Mode">The game.</param>
/// <param name="MapName">The map's name, known even where the map is not.</param>
/// <param name="TickRate">Ticks of the world per second.</param>
/// <param name="Map">Null when the map is not on this machine and has not come from the server.</param>
public sealed record WorldFacts(string Room, string Mode, string MapName, int TickRate, Map? Map)
{
    /// <summary>Ticks in which a scratch world's player should have fired a shot.</summary>
    private const int TryTicks = 600;

    /// <summary>What lies within this share of each side of a map would be a dot in a picture of all of it.</summary>
    private const float SmallShare = 0.1f;

    /// <summary>Half the body of an avatar in world units; zero when nobody knows it.</summary>
    public Vector2 AvatarHalf { get; private init; }

    /// <summary>Half the body of a bullet.</summary>
    public Vector2 BulletHalf { get; private init; }

    /// <summary>Whether bodies are circles; elsewhere they are boxes.</summary>
    public bool HasRoundBodies { get; init; }

    /// <summary>How far players see, world units; 0 where they see everything, or nobody knows.</summary>
    public float SightRadius { get; init; }

    /// <summary>How far what they see may go and stay in sight.</summary>
    public float SightEnd { get; init; }

    /// <summary>The fields of all components; null when the world does not run here.</summary>
    public WorldSchema? Schema { get; init; }

    /// <summary>
    /// Learns the sizes of bodies from the rules themselves: a scratch world of the mode gets a player who fires. Views of a
    /// world carry no sizes of avatars and bullets, because a mode never changes them.
    /// </summary>
    public static WorldFacts Of(string room, GameEntry game, Map map, int tickRate)
    {
        using var scratch = game.CreateWorld(new WorldOptions { Mode = game.Name, TickRate = tickRate, MaxPlayers = 1 }, map);
        var input = new TickInputBuffer();
        var view = new WorldView();
        var slot = new PlayerSlot(0);
        var facts = new WorldFacts(room, game.Name, map.Name, tickRate, map)
        {
            HasRoundBodies = scratch.World.Rules.Obstacles is not null,
            SightRadius = Units.ToFloat(scratch.World.Rules.SightRadius ?? default),
            SightEnd = Units.ToFloat(scratch.World.Rules.SightEnd ?? default),
            Schema = scratch.World.Schema,
        };
        input.Add(new PlayerJoin(slot, "scratch", PlayerJoin.ModeChoosesTeam, IsBot: false));
        for (var tick = 0; tick < TryTicks && facts.BulletHalf == default; tick++)
        {
            var next = scratch.World.Tick.Next;
            scratch.Step(input.For(next));
            scratch.World.CopyTo(view);
            facts = facts.Learn(scratch.World, view);
            input.Clear();
            input.Add(new SlotCommand(slot, new PlayerCommand(next.Next, 0, 0, Angle.Up, Buttons.Fire)));
        }

        return facts;
    }

    /// <summary>
    /// The part of the map that holds all its walls, spawn points and things, with as much around it again; null when that is
    /// most of the map, or the map is not known.
    /// </summary>
    public Area? Home
    {
        get
        {
            if (Map is null || Map.Spawns.Length == 0)
                return null;
            var low = new Vector2(float.PositiveInfinity);
            var high = new Vector2(float.NegativeInfinity);
            foreach (var spawn in Map.Spawns)
                Include(new Area(Units.ToFloat(spawn.X), Units.ToFloat(spawn.Y), 0, 0), ref low, ref high);
            foreach (var solid in Map.Solids)
                Include(Units.ToArea(solid), ref low, ref high);
            foreach (ref readonly var thing in Map.Things)
                Include(new Area(Units.ToFloat(thing.X), Units.ToFloat(thing.Y), 0, 0), ref low, ref high);
            var size = high - low;
            var all = Units.ToArea(Map.Bounds);
            var isSmall = size is { X: > 0, Y: > 0 } && size.X < all.Width * SmallShare && size.Y < all.Height * SmallShare;
            return isSmall ? new Area(low.X, low.Y, size.X, size.Y).Grow(size / 2) : null;
        }
    }

    /// <summary>Half the size of an entity in world units; zero when nobody knows it.</summary>
    public Vector2 HalfOf(in EntityState entity) => entity.Kind switch
    {
        EntityKind.Avatar => AvatarHalf,
        EntityKind.Bullet => BulletHalf,
        _ => new Vector2(Units.ToFloat(entity.HalfWidth), Units.ToFloat(entity.HalfHeight)),
    };

    private static void Include(in Area area, ref Vector2 low, ref Vector2 high)
    {
        low = Vector2.Min(low, new Vector2(area.X, area.Y));
        high = Vector2.Max(high, new Vector2(area.Right, area.Bottom));
    }

    private WorldFacts Learn(GameWorld world, WorldView view)
    {
        var facts = this;
        foreach (ref readonly var entity in view.Entities)
        {
            if (!world.TryRead(entity.Id, out Box box))
                continue;
            var half = new Vector2(Units.ToFloat(box.HalfWidth), Units.ToFloat(box.HalfHeight));
            if (entity.Kind == EntityKind.Avatar)
                facts = facts with { AvatarHalf = half };
            else if (entity.Kind == EntityKind.Bullet)
                facts = facts with { BulletHalf = half };
        }

        return facts;
    }
}
