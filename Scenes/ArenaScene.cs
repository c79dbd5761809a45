using System.Text;
using Ecs.Simulation.Bots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Scenes;

/// <summary>A whole arena played by bots, with as many bullets in the air as asked for.</summary>
public sealed class ArenaScene : BotScene
{
    private readonly int _bulletTarget;

    /// <param name="players">Bots, 1 to 4,096.</param>
    /// <param name="map">Where to play; null for the arena.</param>
    /// <param name="seed">Of the world and its bots.</param>
    /// <param name="bulletTarget">Above 0: everybody holds the power-up and fires while fewer bullets are in the air.</param>
    /// <param name="tickRate">Ticks per second.</param>
    public ArenaScene(int players, Map? map = null, ulong seed = 1, int bulletTarget = 0, int tickRate = 60)
        : base("arena", players, map, seed, tickRate)
    {
        _bulletTarget = bulletTarget;
    }

    public long Shots => CountOf(WorldEventKind.ShotFired);

    public long Hits => CountOf(WorldEventKind.Hit);

    public long Kills => CountOf(WorldEventKind.Died);

    public long MatchEnds => CountOf(WorldEventKind.MatchEnded);

    /// <summary>An arena without walls, <paramref name="scale"/> times as wide and high as the original one.</summary>
    public static Map OpenField(int scale)
    {
        var (width, height) = (1280 * scale, 720 * scale);
        var tmj = $$"""
            { "layers": [
              { "name": "areas", "type": "objectgroup", "objects": [ { "id": 1, "name": "bounds", "x": 0, "y": 0, "width": {{width}}, "height": {{height}} } ] },
              { "name": "spawns", "type": "objectgroup", "objects": [
                { "id": 2, "x": {{width / 2}}, "y": {{height / 3}}, "properties": [ { "name": "team", "value": 0 } ] },
                { "id": 3, "x": {{width / 2}}, "y": {{height * 2 / 3}}, "properties": [ { "name": "team", "value": 1 } ] } ] } ] }
            """;
        return Map.TryParse("open-field", Encoding.UTF8.GetBytes(tmj), out var map, out var fault)
            ? map
            : throw new InvalidDataException(fault);
    }

    protected override BotMove Decide(in EntityState avatar, Tick next)
    {
        var move = base.Decide(avatar, next);
        if (_bulletTarget == 0)
            return move;

        var bullets = View.Entities.Length - Tick.World.PlayerCount;
        var wantsPowerUp = (avatar.Flags & (EntityFlags.PowerUp | EntityFlags.Alive)) == EntityFlags.Alive;
        return new BotMove(
            move.Command with { Buttons = bullets < _bulletTarget ? Buttons.Fire : Buttons.None },
            wantsPowerUp ? new PlayerAction(PlayerActionCode.TakePowerUp, 0, 0) : move.Action);
    }
}
