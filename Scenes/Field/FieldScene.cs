using Ecs.Simulation;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Scenes.Field;

/// <summary>The field with its players as bots, without a server.</summary>
public sealed class FieldScene : BotScene
{
    /// <param name="players">Bots, 1 to <see cref="PlayerSlot.Limit"/>.</param>
    /// <param name="bullets">To keep in the air.</param>
    /// <param name="creatures">Bodies beside the players.</param>
    /// <param name="seed">Of the world and its bots.</param>
    public FieldScene(int players, int bullets, int creatures = 0, ulong seed = 1)
        : base(OptionsOf(players, bullets, creatures, seed), players, FieldMap.Of(players, bullets, creatures), Entry)
    {
        (Bullets, Creatures) = (bullets, creatures);
    }

    /// <summary>The game as a server's table takes it.</summary>
    public static GameEntry Entry { get; } = new GameTable().Add<FieldMode>("field")["field"];

    /// <summary>To keep in the air.</summary>
    public int Bullets { get; }

    public int Creatures { get; }

    /// <summary>Bullets in the air after the last tick.</summary>
    public int Flying => Tick.World.EntityCount - Tick.World.PlayerCount - (Tick.World.Tick.Value == 0 ? 0 : Creatures);

    protected override void Decide()
    {
        if (Tick.World.PlayerCount == 0)
            return;

        var next = Tick.World.Tick.Next;
        for (ushort slot = 0; slot < Players; slot++)
            Do(new PlayerSlot(slot), FieldBot.Decide(new PlayerSlot(slot), Options.Seed, next));
    }

    private static WorldOptions OptionsOf(int players, int bullets, int creatures, ulong seed) => new()
    {
        Mode = "field",
        Seed = seed,
        MaxPlayers = players,

        // A little more than there will be: who is doomed twice is replaced twice.
        EntityLimit = (int)Math.Min(players + creatures + bullets + bullets / 16L + 16, WorldOptions.MostEntities),
    };
}
