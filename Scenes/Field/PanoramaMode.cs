using Arch.Core;
using Ecs.Simulation;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Components;
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
    private const int Speed = 5; // world units per second
    private const int FullHealth = ushort.MaxValue;
    private const ulong Births = 0x8000_0100_9A70_0000;

    private static readonly Fixed Half = Fixed.FromRatio(1, 2);

    private readonly int _creatures = FieldMap.AmountOf(map, FieldMap.Creatures);
    private bool _isSettled;

    public static BotBrain Bot => FieldBot.Decide;

    public GameRules Rules { get; } = new() { BroadPhaseCell = Fixed.FromInt(2), AnnouncesShots = false };

    public static IGameMode Create(WorldOptions options, Map map) => new PanoramaMode(options, map);

    public string WhyNothing(in MapThing thing) => thing.Kind is FieldMap.Creatures ? "" : $"the only class here is \"{FieldMap.Creatures}\"";

    public bool MayStandAt(Fixed x, Fixed y) => map.Bounds.Contains(x, y);

    public void Dress(GameWorld world, Entity avatar, ReadOnlySpan<byte> character)
    {
        var store = world.Store;
        var random = world.RandomOf(store.Get<Identity>(avatar).Id);
        var place = AnyPlace(ref random);
        store.Get<Position>(avatar) = new Position { X = place.X, Y = place.Y };
        store.Get<Box>(avatar) = new Box { HalfWidth = Half, HalfHeight = Half };
        store.Get<Health>(avatar) = new Health { Current = FullHealth, Max = FullHealth };
        store.Get<Mobility>(avatar).Speed = Rates.PerTick(Speed, options.TickRate);
    }

    public void Furnish(GameWorld world, Entity thing, in Birth birth)
    {
        var store = world.Store;
        store.Get<Box>(thing) = new Box { HalfWidth = Half, HalfHeight = Half };
        store.Get<Health>(thing) = new Health { Current = FullHealth, Max = FullHealth };
    }

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
        for (var ordinal = 0; ordinal < _creatures; ordinal++)
            world.Commands.Bear(new Birth { Kind = EntityKind.Creature, Stage = TickStage.Judge, Ordinal = ordinal, At = AnyPlace(ref random) });
    }

    public void VisitState<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct => visitor.Field("IsSettled", ref _isSettled);

    private FixedVector AnyPlace(ref TickRandom random)
    {
        var bounds = map.Bounds;
        return new FixedVector(
            new Fixed(bounds.Left.Raw + random.NextBelow(bounds.Right.Raw - bounds.Left.Raw + 1)),
            new Fixed(bounds.Top.Raw + random.NextBelow(bounds.Bottom.Raw - bounds.Top.Raw + 1)));
    }
}
