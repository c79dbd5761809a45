using Ecs.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;
using TestGames = Ecs.Tests.Testing.TestGames;

namespace Ecs.Tests.Simulation;

/// <summary>
/// A small arena that a test arranges and runs. Players come in by the tick's own input; places and bullets are set from
/// inside, because no input can set them. Every call takes whole world units.
/// </summary>
internal sealed class Scene : IDisposable
{
    private readonly TickInputBuffer _input = new();
    private readonly Dictionary<ushort, (sbyte X, sbyte Y, Buttons Buttons)> _held = [];
    private readonly List<WorldEvent> _events = [];
    private readonly WorldView _view = new();

    public Scene(Map? map = null, WorldOptions? options = null)
    {
        Tick = TestGames.CreateWorld(options ?? new WorldOptions(), map ?? ArenaScene.LoadMap("arena"));
    }

    /// <summary>A field with a game of the test's own; it cannot be rebuilt.</summary>
    public Scene(IGameMode mode, WorldOptions options)
    {
        Tick = new WorldTick(options, Field(10_000), mode);
    }

    public WorldTick Tick { get; private set; }

    public GameWorld World => Tick.World;

    /// <summary>All events since the scene began or <see cref="Forget"/>.</summary>
    public IReadOnlyList<WorldEvent> Events => _events;

    public int TickRate => World.Options.TickRate;

    /// <summary>A field without limits other than the bounds, large enough for what the tests do.</summary>
    public static Map Field(int size, params FixedRectangle[] walls)
    {
        var bounds = Area(-size, -size, size, size);
        return new Map("field", bounds, bounds, walls, [new SpawnPoint(default, default, 0)], [], []);
    }

    public static FixedRectangle Area(int left, int top, int right, int bottom) =>
        new(Fixed.FromInt(left), Fixed.FromInt(top), Fixed.FromInt(right), Fixed.FromInt(bottom));

    /// <summary>Seats get a player each, in one tick; even seats play SKY, odd ones BLOOM.</summary>
    public Scene Join(params ushort[] slots)
    {
        foreach (var slot in slots)
            _input.Add(new PlayerJoin(new PlayerSlot(slot), $"player {slot}", PlayerJoin.ModeChoosesTeam, IsBot: false));

        return Run();
    }

    public Scene Place(ushort slot, int x, int y)
    {
        Of<Position>(slot) = new Position { X = Fixed.FromInt(x), Y = Fixed.FromInt(y) };
        return this;
    }

    /// <summary>Sends this command every tick until another is held.</summary>
    public Scene Hold(ushort slot, sbyte x = 0, sbyte y = 0, Buttons buttons = Buttons.None)
    {
        _held[slot] = (x, y, buttons);
        return this;
    }

    /// <summary>No command comes any more.</summary>
    public Scene Fall(ushort slot)
    {
        _held.Remove(slot);
        return this;
    }

    /// <summary>One tick with the fire button down.</summary>
    public Scene Shoot(params ushort[] slots)
    {
        foreach (var slot in slots)
            _input.Add(new SlotCommand(new PlayerSlot(slot), new PlayerCommand(World.Tick.Next, 0, 0, default, Buttons.Fire)));

        return Run();
    }

    public Scene Act(ushort slot, PlayerActionCode code)
    {
        _input.Add(new SlotAction(new PlayerSlot(slot), new PlayerAction(code, 0, 0)));
        return Run();
    }

    public Scene Order(OperatorCode code, ushort slot = ushort.MaxValue, int value = 0)
    {
        _input.Add(new OperatorCommand(code, new PlayerSlot(slot), value));
        return Run();
    }

    public Scene Leave(ushort slot)
    {
        _input.Add(new PlayerLeave(new PlayerSlot(slot)));
        return Run();
    }

    /// <summary>More input for the next tick.</summary>
    public Scene With(Action<TickInputBuffer> add)
    {
        add(_input);
        return this;
    }

    public Scene Run(int ticks = 1)
    {
        for (var i = 0; i < ticks; i++)
        {
            foreach (var (slot, held) in _held)
                _input.Add(new SlotCommand(new PlayerSlot(slot), new PlayerCommand(World.Tick.Next, held.X, held.Y, default, held.Buttons)));

            Tick.Step(_input.For(World.Tick.Next));
            _input.Clear();
            _events.AddRange(World.Events);
        }

        return this;
    }

    public Scene RunSeconds(int seconds) => Run(seconds * TickRate);

    /// <summary>Forgets the events so far.</summary>
    public Scene Forget()
    {
        _events.Clear();
        return this;
    }

    public IEnumerable<WorldEvent> All(WorldEventKind kind) => _events.Where(happened => happened.Kind == kind);

    public WorldEvent Only(WorldEventKind kind) => Assert.Single(All(kind));

    public ref T Of<T>(ushort slot)
        where T : struct
    {
        Assert.True(World.TryFind(new PlayerSlot(slot), out var avatar), $"nobody sits in seat {slot}");
        return ref World.Store.Get<T>(avatar);
    }

    public EntityState Avatar(ushort slot) => View().Single(state => state.Kind == EntityKind.Avatar && state.Slot.Value == slot);

    /// <summary>Bullets in the order of their birth.</summary>
    public List<EntityState> Bullets() => [.. View().Where(state => state.Kind == EntityKind.Bullet).OrderBy(state => state.Id.Value)];

    public IEnumerable<EntityState> Avatars() => View().Where(state => state.Kind == EntityKind.Avatar);

    public (Fixed X, Fixed Y) At(ushort slot) => (Of<Position>(slot).X, Of<Position>(slot).Y);

    /// <summary>A bullet of this seat's player, between two ticks, with any way per tick.</summary>
    public EntityId Bullet(ushort shooter, FixedVector at, FixedVector perTick)
    {
        var id = new EntityId(World.Record.NextEntityId++);
        var birth = new Birth
        {
            Kind = EntityKind.Bullet,
            Stage = TickStage.Weapons,
            Cause = Of<Identity>(shooter).Id,
            Slot = new PlayerSlot(shooter),
            Team = Of<Player>(shooter).Team,
            At = at,
            Damage = 20,
        };
        var entity = World.Archetypes.Create(World.Store, EntityKind.Bullet);
        Births.WriteBullet(World, entity, id, birth);
        World.Store.Get<Velocity>(entity) = new Velocity { X = perTick.X, Y = perTick.Y };
        World.Enlist(id, entity);
        return id;
    }

    public EntityId Bullet(ushort shooter, int x, int y, int wayX, int wayY) =>
        Bullet(shooter, new FixedVector(Fixed.FromInt(x), Fixed.FromInt(y)), new FixedVector(Fixed.FromInt(wayX), Fixed.FromInt(wayY)));

    public bool Exists(EntityId id) => World.TryFind(id, out _);

    /// <summary>Goes on in a world restored from a checkpoint of this one.</summary>
    public Scene Rebuild(ulong shuffle)
    {
        var bytes = Checkpoint.Write(World);
        Assert.True(Checkpoint.TryRestore(TestGames.Shipped[World.Options.Mode], World.Options, World.Map, bytes, out var restored, out var fault, shuffle), fault);
        Tick.Dispose();
        Tick = restored;
        return this;
    }

    public void Dispose() => Tick.Dispose();

    private EntityState[] View()
    {
        World.CopyTo(_view);
        return _view.Entities.ToArray();
    }
}
