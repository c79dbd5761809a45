using System.Diagnostics;
using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// The state of one room's world: entities and their components in Arch's storage, the world's own record, and the
/// events of the last tick. Only <see cref="WorldTick.Step"/> changes it; everybody else reads between ticks.
/// </summary>
public sealed partial class GameWorld : IDisposable
{
    /// <summary>Which of the functions of <see cref="Inspection.WorldHash"/> worlds are hashed with.</summary>
    public const int HashFunction = 2;

    /// <summary>Bytes of a saved character.</summary>
    public const int CharacterLimit = 1024;

    /// <summary>Entities of a world that the storage's own chunks of 16 KiB suit.</summary>
    private const int SmallWorld = 65_536;

    /// <summary>Bytes: in a large world long columns, read ahead by the machine, are worth more than the memory of rare kinds.</summary>
    private const int LargeChunk = 1 << 20;

    private readonly EntityDirectory _byId = new();
    private readonly CommandPlayback _playback = new();
    private readonly Entity[] _seats;
    private readonly bool[] _taken;
    private readonly WorldReplicas _replicas;
    private readonly List<PlayerSlot> _joining = [];
    private readonly List<WorldEvent> _events = new(256);
    private readonly IGameMode _mode;
    private readonly BulletLookUp _bullets = new();
    private readonly HashWork _hash = new();
    private (EntityId Id, Entity Entity)[] _sorted = new (EntityId, Entity)[256];
    private WorldRecord _record;
    private bool _isDisposed;

    internal GameWorld(WorldOptions options, Map map, IGameMode mode)
    {
        if (options.TickRate is < 20 or > 240)
            throw new ArgumentException($"tick rate {options.TickRate} is outside 20 to 240", nameof(options));

        if (options.MaxPlayers is < 1 or > PlayerSlot.Limit)
            throw new ArgumentException($"{options.MaxPlayers} seats are outside 1 to {PlayerSlot.Limit}", nameof(options));

        if (options.WishSpeed is < 0 or > Rates.SpeedLimit)
            throw new ArgumentException($"a wish speed of {options.WishSpeed} is outside 0 to {Rates.SpeedLimit}", nameof(options));

        if (options.EntityLimit is < 1 or > WorldOptions.MostEntities)
            throw new ArgumentException($"a limit of {options.EntityLimit} entities is outside 1 to {WorldOptions.MostEntities}", nameof(options));

        Options = options;
        Map = map;
        _mode = mode;
        Rules = GameRules.Of(mode, options);
        BulletLimits = Rules.BulletLimits ?? map.Bounds;
        _seats = new Entity[options.MaxPlayers];
        _taken = new bool[options.MaxPlayers];
        _record = new WorldRecord
        {
            Seed = options.Seed,
            NextEntityId = 1,
            MapHash = map.Hash,
            TickRate = (ushort)options.TickRate,
        };
        Components = ComponentTable.Of(Rules);
        Archetypes = new Archetypes(Components, Rules);
        Schema = new WorldSchema(Components, Archetypes, mode);
        _replicas = new WorldReplicas(this);
        _acts = new OutsideActs(options.MaxPlayers);
        _watch = new AvatarWatch(Archetypes);
        Store = options.EntityLimit > SmallWorld ? World.Create(chunkSizeInBytes: LargeChunk) : World.Create();
    }

    public WorldOptions Options { get; }

    public Map Map { get; }

    /// <summary>The last completed tick; 0 before the first.</summary>
    public Tick Tick => _record.Tick;

    /// <summary>What happened in the last tick, in an order that does not depend on the storage.</summary>
    public ReadOnlySpan<WorldEvent> Events => CollectionsMarshal.AsSpan(_events);

    /// <summary>Seats taken, bots included.</summary>
    public int PlayerCount { get; private set; }

    public int EntityCount => _byId.Count;

    /// <summary>Entities that were not born, because <see cref="WorldOptions.EntityLimit"/> was reached, since this object was made; never avatars.</summary>
    public long LostBirths { get; private set; }

    /// <summary>
    /// Threads that a tick, and a hash, of a large world may use beside the caller's own; null for none. What comes out does not depend on
    /// it. To be lent only for as long as the runner's owner calls, and never from inside of one of its pieces.
    /// </summary>
    public IParallelRunner? Threads
    {
        get => Lent.Runner;
        set => Lent.Runner = value;
    }

    /// <summary>Things of a kind (bullets, hits, births) from which on <see cref="Threads"/> share the work on them; 1 or more.</summary>
    public int SharedFrom
    {
        get => Lent.Fewest;
        set => Lent.Fewest = Math.Max(1, value);
    }

    internal LentThreads Lent { get; } = new();

    /// <summary>Entities and their components. Outside of a tick it is only read.</summary>
    public World Store { get; }

    internal ComponentTable Components { get; }

    internal Archetypes Archetypes { get; }

    /// <summary>Births and deaths that this tick has asked for.</summary>
    public WorldCommands Commands { get; } = new();

    /// <summary>What was found in this tick about shots into the past.</summary>
    internal VerdictList Verdicts { get; } = new();

    internal ITickObserver? Observer { get; set; }

    internal ref WorldRecord Record => ref _record;

    internal IGameMode Mode => _mode;

    /// <summary>Ticks until the match ends; 0 when it has ended or the mode has no clock.</summary>
    public uint ClockTicks => _mode.ClockTicks;

    /// <summary>The data of the mode's rules.</summary>
    public GameRules Rules { get; }

    /// <summary>Where bullets may be.</summary>
    internal FixedRectangle BulletLimits { get; }

    public bool TryGetAvatar(PlayerSlot slot, out EntityId avatar)
    {
        if (TryFind(slot, out var entity))
        {
            avatar = Store.Get<Identity>(entity).Id;
            return true;
        }

        avatar = EntityId.None;
        return false;
    }

    /// <summary>Empty when nobody sits there. Makes a new string.</summary>
    public string NameOf(PlayerSlot slot) => TryFind(slot, out var entity) ? Store.Get<PlayerName>(entity).ToString() : "";

    /// <summary>A copy of one component of an entity; false when there is no such entity, or it lacks the component.</summary>
    public bool TryRead<T>(EntityId id, out T component)
        where T : struct, IComponent<T>
    {
        if (TryFind<T>(id, out var entity))
        {
            component = Store.Get<T>(entity);
            return true;
        }

        component = default;
        return false;
    }

    /// <summary>A copy of what the mode keeps beside the entities; false when this mode keeps nothing of that type.</summary>
    public bool TryReadMode<TState>(out TState state)
        where TState : struct
    {
        state = _mode is IModeState<TState> holder ? holder.State : default;
        return _mode is IModeState<TState>;
    }

    /// <summary>
    /// What a player takes along and may come back with, as <see cref="Inputs.PlayerJoin.Character"/>: the mode's own bytes,
    /// at most <see cref="CharacterLimit"/>. Returns how many were written; 0 when nobody sits there, or the mode keeps nothing.
    /// </summary>
    public int SaveCharacter(PlayerSlot slot, Span<byte> destination) =>
        TryFind(slot, out var avatar) ? _mode.SaveCharacter(this, avatar, destination) : 0;

    /// <summary>What a player's avatar carries (<see cref="IGameMode.ListCarried"/>): writes as many as fit and returns how many; 0 when nobody sits there.</summary>
    public int ListCarried(PlayerSlot slot, Span<CarriedThing> things) =>
        things.Length >= Rules.CarrySlots && TryFind(slot, out var avatar) ? _mode.ListCarried(this, avatar, things) : 0;

    /// <summary>What an operator should hear about the map before anybody plays on it: what it has that means nothing here, in single lines.</summary>
    public List<string> ExplainMap()
    {
        var remarks = new List<string>(Map.Remarks);
        ThingRemarks.AddTo(remarks, Map, _mode);
        return remarks;
    }

    /// <summary>Whether an operator's order means anything in this game.</summary>
    public bool Obeys(OperatorCode code) => Array.IndexOf(Rules.Orders, code) >= 0;

    /// <summary>Replaces the view's content with what an observer may see now.</summary>
    public void CopyTo(WorldView view) => WorldCopy.Copy(this, view);

    /// <summary>What clients may be told of the entities.</summary>
    public ReplicaSchema ReplicaSchema => _replicas.Schema;

    /// <summary>Shows every entity that has something to tell clients. One at a time.</summary>
    public void ReadReplicas<TSink>(ref TSink sink)
        where TSink : IReplicaSink, allows ref struct => _replicas.Read(Store, ref sink);

    /// <summary>The fields of everything in this world that is hashed.</summary>
    public WorldSchema Schema { get; }

    /// <summary>The hash of the whole state after the last tick.</summary>
    public ulong ComputeHash()
    {
        var total = _hash.Total(this);
        var world = new StateHash(StateHash.Mix(0, (ulong)_byId.Count));
        WorldRecord.Visit(ref _record, ref world);
        _mode.VisitState(ref world);
        return unchecked(total + world.Value);
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            World.Destroy(Store); // Its number is given to the next world: never twice.
        }
    }

    internal StageScope Enter(TickStage stage) => new(this, stage);

    internal void BeginTick(in TickInput input)
    {
        _events.Clear();
        _joining.Clear();
        _record.Tick = input.Tick;
    }

    /// <summary>Tells whoever reads the world after this tick. The order of events must not depend on the storage's.</summary>
    public void Emit(in WorldEvent happened) => _events.Add(happened);

    /// <summary>Random numbers of this tick for one purpose of an entity.</summary>
    public TickRandom RandomOf(EntityId subject) => new(_record.Seed, _record.Tick, subject);

    /// <summary>Random numbers of this tick for a purpose that is no entity's: a number of its own with the top bit set.</summary>
    public TickRandom RandomOf(ulong stream) => new(_record.Seed, _record.Tick, stream);

    /// <summary>The avatar of a taken seat.</summary>
    public bool TryFind(PlayerSlot slot, out Entity avatar)
    {
        if (slot.Value < _seats.Length && _taken[slot.Value])
        {
            avatar = _seats[slot.Value];
            return true;
        }

        avatar = default;
        return false;
    }

    public bool TryFind(EntityId id, out Entity entity) => _byId.TryGet(id.Value, out entity);

    /// <summary>
    /// The entity of this id when it is of the kind that has <typeparamref name="T"/>. A planted fault may change an id in the
    /// middle of a tick; the storage would then give out another component's memory.
    /// </summary>
    public bool TryFind<T>(EntityId id, out Entity entity)
        where T : struct => _byId.TryGet(id.Value, out entity) && Store.Has<T>(entity);

    /// <summary>The bullet of each hit, the default where there is none that is not spent; valid until the next call.</summary>
    internal ReadOnlySpan<Entity> FindBullets(HitList hits) => _bullets.Find(this, hits);

    /// <summary>All entities by rising id; valid until the next call.</summary>
    internal ReadOnlySpan<(EntityId Id, Entity Entity)> SortedEntities()
    {
        if (_sorted.Length < Store.Size)
            _sorted = new (EntityId, Entity)[Store.Size * 2];

        var count = 0;
        foreach (ref var chunk in Store.Query(in Queries.Everything))
        {
            var identities = chunk.GetSpan<Identity>();
            for (var i = 0; i < chunk.Count; i++)
                _sorted[count++] = (identities[i].Id, chunk.Entity(i));
        }

        var sorted = _sorted.AsSpan(0, count);
        sorted.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return sorted;
    }

    /// <summary>True once per tick and seat, when nobody sits there and nobody else was let in before.</summary>
    internal bool TryReserve(PlayerSlot slot)
    {
        if (slot.Value >= _seats.Length || _taken[slot.Value] || _joining.Contains(slot))
            return false;

        _joining.Add(slot);
        return true;
    }

    /// <summary>The seat is free at once; the avatar goes at the end of the tick.</summary>
    internal void Vacate(PlayerSlot slot)
    {
        Debug.Assert(_taken[slot.Value], "Nobody leaves an empty seat.");
        _taken[slot.Value] = false;
        PlayerCount--;
    }

    internal void PlayBack()
    {
        using var stage = Enter(TickStage.PlayBack);
        Verdicts.Tell(this);
        _playback.Run(this);
        if (Rules.LagCompensation)
            Trails.Write(this);
    }

    /// <summary>The counter's next number. It meets a living one only when a fault was planted in it; then it goes past.</summary>
    internal EntityId NextId()
    {
        while (_byId.Contains(_record.NextEntityId))
            _record.NextEntityId++;

        return new EntityId(_record.NextEntityId++);
    }

    /// <summary>Frees the id of an entity that goes; false when nobody has it.</summary>
    internal bool Delist(EntityId id, out Entity entity) => _byId.Remove(id.Value, out entity);

    /// <summary>Counts a birth that the limit forbids.</summary>
    internal void LoseBirth() => LostBirths++;

    /// <summary>No seat keeps an entity that is gone; those who leave have been unseated before.</summary>
    internal void Unseat(Entity entity)
    {
        if (Store.Has<Player>(entity) && Store.Get<Player>(entity).Slot is var slot && TryFind(slot, out var seated) && seated == entity)
            Vacate(slot);
    }

    /// <summary>Makes a bullet findable, as <see cref="Enlist"/> does with anything.</summary>
    internal void EnlistBullet(EntityId id, Entity bullet) => _byId.Add(id.Value, bullet);

    /// <summary>Makes an entity findable; every entity passes here once, at birth or when a checkpoint is restored.</summary>
    internal void Enlist(EntityId id, Entity entity)
    {
        _byId.Add(id.Value, entity);
        if (Store.Has<Player>(entity))
        {
            var slot = Store.Get<Player>(entity).Slot.Value;
            Debug.Assert(!_taken[slot], "Two avatars never share a seat.");
            _seats[slot] = entity;
            _taken[slot] = true;
            _acts.Forget(new PlayerSlot(slot));
            PlayerCount++;
        }
    }

    /// <summary>Seats are visited in their own order, so that what happens there does not depend on the storage.</summary>
    public SeatEnumerator Seats => new(this);

    /// <summary>Walks over the avatars of all taken seats, lowest seat first.</summary>
    public ref struct SeatEnumerator
    {
        private readonly GameWorld _world;
        private int _index = -1;

        internal SeatEnumerator(GameWorld world) => _world = world;

        public readonly Entity Current => _world._seats[_index];

        public readonly SeatEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (++_index < _world._seats.Length)
            {
                if (_world._taken[_index])
                    return true;
            }

            return false;
        }
    }

    /// <summary>Tells the observer when a stage begins and ends.</summary>
    internal readonly ref struct StageScope
    {
        private readonly GameWorld _world;
        private readonly TickStage _stage;

        public StageScope(GameWorld world, TickStage stage)
        {
            _world = world;
            _stage = stage;
            world.Observer?.StageBegins(stage, world);
        }

        public void Dispose() => _world.Observer?.StageEnds(_stage, _world);
    }
}
