using Arch.Core;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Scenes.Field;

/// <summary>The field on a clear day: everybody sees everything, and what nobody plays stands where it is. How much there is the map says (<see cref="FieldMap"/>).</summary>
/// <param name="options">Of the world.</param>
/// <param name="map">Its creatures are borne at the first tick.</param>
public sealed class PanoramaMode(WorldOptions options, Map map) : IGame
{
    private const ulong Births = 0x8000_0100_9A70_0000;

    private readonly int _creatures = FieldMap.AmountOf(map, FieldMap.Creatures);
    private bool _isSettled;

    public static BotBrain Bot => FieldBot.Decide;

    public GameRules Rules { get; } = new() { BroadPhaseCell = Fixed.FromInt(2), AnnouncesShots = false };

    public static IGameMode Create(WorldOptions options, Map map) => new PanoramaMode(options, map);

    public string WhyNothing(in MapThing thing) => thing.Kind is FieldMap.Creatures ? "" : $"the only class here is \"{FieldMap.Creatures}\"";

    public bool MayStandAt(Fixed x, Fixed y) => map.Bounds.Contains(x, y);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character) => FieldBodies.Dress(world, avatar, map.Bounds, options.TickRate);

    public void Furnish(GameWorld world, Entity thing, in Birth birth) => FieldBodies.Furnish(world, thing);

    public void Direct(GameWorld world)
    {
        // What nobody plays stands.
    }

    public void Judge(GameWorld world)
    {
        if (_isSettled)
            return;

        _isSettled = true;
        var random = world.RandomOf(Births);
        FieldBodies.BearCreatures(world, ref random, map.Bounds, _creatures, first: 0);
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("IsSettled", ref _isSettled);
}
