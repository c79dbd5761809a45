using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation;

/// <summary>
/// What happens in the world in one tick, in order. A tick is a pure function of the state and its input; systems are
/// stateless and talk through components, hits and events. One that finds none of its components does nothing. What only
/// a mode knows the moment for (strokes, contact, clearing a field) it calls itself while it directs or judges.
/// </summary>
public sealed class WorldTick : IDisposable
{
    private readonly GameWorld _world;
    private readonly BroadPhase _broadPhase;
    private readonly BulletFlights _flights = new();
    private readonly HitList _hits = new();
    private readonly CrowdSearch? _crowd;
    private readonly CoveredSearch _covered;
    private readonly RewindSearch? _rewind;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WorldTick(WorldOptions options, Map map, IGameMode mode)
        : this(new GameWorld(options, map, mode))
    {
    }

    private WorldTick(GameWorld world)
    {
        var map = world.Map;
        _world = world;
        _broadPhase = new BroadPhase(map.Bounds, _world.Rules.BroadPhaseCell);
        _crowd = !_world.Rules.BulletsMeet ? null : new CrowdSearch(map, _world.Rules.BroadPhaseCell, _hits);
        _covered = new CoveredSearch(map.Bounds, _broadPhase, _hits);
        _rewind = !_world.Rules.LagCompensation ? null : new RewindSearch(map, _world.Rules.BroadPhaseCell);
    }

    public GameWorld World => _world;

    /// <summary>Listens to the stages of every tick; null for nobody.</summary>
    public ITickObserver? Observer
    {
        get => _world.Observer;
        set => _world.Observer = value;
    }

    /// <summary>
    /// The cells of the mode's size with all that bullets can meet, as it was in the last tick; empty before the first. For whoever looks on,
    /// between ticks: where bullets meet each other it is filled only when asked for.
    /// </summary>
    public BroadPhase BroadPhase
    {
        get
        {
            if (_crowd is not null)
                _broadPhase.Fill(_crowd.Areas());

            return _broadPhase;
        }
    }

    /// <summary>
    /// What bullets met in the last tick, in the order in which it was judged: every meeting with a body, and of walls the first. Whether
    /// it counted is another matter: a bullet is spent by its first.
    /// </summary>
    public ReadOnlySpan<Hit> Hits => _hits.Hits;

    /// <summary>One more observer beside whoever listens already.</summary>
    public void Observe(ITickObserver observer) => Observer = Observer is { } first ? new ObserverPair(first, observer) : observer;

    /// <summary>Runs one tick. Input that names nobody, or asks for what the rules forbid, changes nothing.</summary>
    public void Step(in TickInput input)
    {
        _world.BeginTick(input);
        CommandSystem.Apply(_world, input);
        ModeSystem.Direct(_world);
        Move();
        Shoot();
        ModeSystem.Judge(_world);
        _world.PlayBack();
    }

    /// <summary>A world in which one player predicts its avatar, empty as yet.</summary>
    internal static WorldTick ForPrediction(WorldOptions options, Map map, IGameMode mode) => new(new GameWorld(options, map, mode) { IsPredicted = true });

    /// <summary>What of <see cref="Step"/> a predicted world knows: the same verbs without joins, leaves, orders, acts, and what modes do beside their avatars' own state.</summary>
    internal void Predict(in TickInput input)
    {
        _world.BeginTick(input);
        CommandSystem.Predict(_world, input.Commands);
        ModeSystem.PredictDirect(_world);
        Move();
        Shoot();
        ModeSystem.PredictJudge(_world);
        _world.PlayBack();
    }

    private void Move()
    {
        using var stage = _world.Enter(TickStage.Movement);
        MovementSystem.Walk(_world);
        WishSystem.Roam(_world);
        DriftSystem.Drift(_world);
        TileStepSystem.Walk(_world);
        MovementSystem.MoveCreatures(_world);
    }

    private void Shoot()
    {
        WeaponSystem.Fire(_world);
        var reach = BulletSystem.Advance(_world, _flights);
        CollisionSystem.FindHits(_world, reach, _crowd, _covered, _rewind, _hits);
        DamageSystem.Apply(_world, _hits);
    }

    /// <summary>Gives the storage back; the world must not be used afterwards.</summary>
    public void Dispose() => _world.Dispose();
}
