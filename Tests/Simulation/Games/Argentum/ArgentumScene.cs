using Ecs.Scenes;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Games.Argentum;

/// <summary>A world of tiles that a test arranges and runs; places are tiles.</summary>
internal sealed class ArgentumScene : IDisposable
{
    private readonly Scene _scene;

    public ArgentumScene(Map? map = null, int tickRate = 60) =>
        _scene = new Scene(map ?? Field(), new WorldOptions { Mode = "argentum", TickRate = tickRate });

    public GameWorld World => _scene.World;

    public Scene Inner => _scene;

    public static Character Warrior => new()
    {
        Class = 3,
        Race = 1,
        Gender = 1,
        Home = 1,
        Head = 5,
        Strength = 12,
        Agility = 17,
        Intelligence = 12,
        Charisma = 16,
        Constitution = 8,
    };

    /// <summary>An empty field of 100 x 100 tiles; what it has beside that is given.</summary>
    public static Map Field(MapThing[]? things = null, params FixedRectangle[] walls)
    {
        var limits = Scene.Area(1, 1, 100, 100);
        return new Map("field", limits, limits, walls, [new SpawnPoint(Fixed.FromInt(50), Fixed.FromInt(50), 0)], things ?? [], []);
    }

    public static Map Shipped() => ArenaScene.LoadMap("argentum");

    public ArgentumScene Join(ushort slot, byte[]? character = null)
    {
        _scene.With(input => input.Add(new PlayerJoin(new PlayerSlot(slot), $"player {slot}", PlayerJoin.ModeChoosesTeam, IsBot: false)
        {
            Character = character ?? New(Warrior),
        }));
        _scene.Run();
        return this;
    }

    public static byte[] New(Character character)
    {
        var bytes = new byte[CharacterBytes.LongestLength];
        return bytes[..CharacterBytes.WriteNew(bytes, character)];
    }

    public byte[] Save(ushort slot)
    {
        var bytes = new byte[GameWorld.CharacterLimit];
        return bytes[..World.SaveCharacter(new PlayerSlot(slot), bytes)];
    }

    public ArgentumScene Place(ushort slot, int x, int y)
    {
        _scene.Place(slot, x, y);
        return this;
    }

    /// <summary>One act in one tick.</summary>
    public ArgentumScene Act(ushort slot, PlayerActionCode code, int a = 0, int b = 0) => Ask(slot, code, a, b).Run();

    /// <summary>An act of the next tick.</summary>
    public ArgentumScene Ask(ushort slot, PlayerActionCode code, int a = 0, int b = 0)
    {
        _scene.With(input => input.Add(new SlotAction(new PlayerSlot(slot), new PlayerAction(code, a, b))));
        return this;
    }

    public ArgentumScene Run(int ticks = 1)
    {
        _scene.Run(ticks);
        return this;
    }

    public (int X, int Y) At(ushort slot) => (_scene.At(slot).X.Round(), _scene.At(slot).Y.Round());

    public ref T Of<T>(ushort slot)
        where T : struct => ref _scene.Of<T>(slot);

    public IEnumerable<(int X, int Y, ushort Item)> OnTheGround() => Entities()
        .Where(entity => entity.Kind == EntityKind.Item)
        .Select(entity => (entity.X.Round(), entity.Y.Round(), entity.Variant));

    public EntityState[] Entities()
    {
        var view = new WorldView();
        World.CopyTo(view);
        return view.Entities.ToArray();
    }

    public IEnumerable<(ArgentumRemark Remark, int Value)> Remarks() =>
        _scene.All(WorldEventKind.Remarked).Select(happened => ((ArgentumRemark)happened.Remark, happened.RemarkNumber));

    public IEnumerable<WorldEvent> All(WorldEventKind kind) => _scene.All(kind);

    public ArgentumScene Forget()
    {
        _scene.Forget();
        return this;
    }

    public void Dispose() => _scene.Dispose();
}
