using Ecs.Simulation.Bots;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Bots;

/// <summary>The bot as it was before it asked a grid: it looks at everybody. What the fast one is compared with.</summary>
internal static class ScanningArgentumBot
{
    private const int StrollTicks = 75;     // how long one direction is kept
    private const int ActTicks = 20;        // from one act to the next
    private const int GoodSlots = 9;        // slots that a new character has something in
    private const ulong StrollStream = 0x8000_0000_0001_0000;
    private const ulong ActStream = 0x8000_0000_0002_0000;

    public static BotMove Decide(WorldView view, PlayerSlot self, ulong seed, Tick tick)
    {
        var neutral = new PlayerCommand(tick, 0, 0, Angle.Up, Buttons.None);
        if (!Scanning.TryFindSelf(view, self, out var own))
            return new(neutral);

        var stroll = new TickRandom(seed, new Tick(tick.Value / StrollTicks), StrollStream + self.Value);
        var command = stroll.NextBelow(6) switch
        {
            0 => neutral with { MoveY = -127 },
            1 => neutral with { MoveX = 127 },
            2 => neutral with { MoveY = 127 },
            3 => neutral with { MoveX = -127 },
            _ => neutral,
        };
        var isTurn = (tick.Value + self.Value * 7U) % ActTicks == 0;
        var act = isTurn ? Act(view, own, new TickRandom(seed, tick, ActStream + self.Value)) : default;

        // A step that is asked for comes beside those of a held direction, and would be drawn before the one before it is over.
        var isOnTheWay = command.MoveX != 0 || command.MoveY != 0 || tick.Value % StrollTicks < ActTicks;
        return new(command with { Aim = own.Aim }, act.Code == PlayerActionCode.Step && isOnTheWay ? default : act);
    }

    private static PlayerAction Act(WorldView view, in EntityState own, TickRandom random)
    {
        if (IsSomebodyAhead(view, own))
            return new(PlayerActionCode.Strike, 0, 0);

        return random.NextBelow(8) switch
        {
            0 => new(PlayerActionCode.UseItem, 1, 0),
            1 => new(PlayerActionCode.EquipItem, 2 + random.NextBelow(8), 0),
            2 => new(PlayerActionCode.DropItem, 1 + random.NextBelow(GoodSlots), 1 + random.NextBelow(3)),
            3 => new(PlayerActionCode.Turn, 1 + random.NextBelow(4), 0),
            4 => new(PlayerActionCode.Step, 1 + random.NextBelow(4), 0),
            5 => new(PlayerActionCode.MoveItem, 1 + random.NextBelow(Inventory.SlotCount), 1 + random.NextBelow(Inventory.SlotCount)),
            _ => IsOnSomething(view, own) ? new(PlayerActionCode.PickUp, 0, 0) : default,
        };
    }

    private static bool IsSomebodyAhead(WorldView view, in EntityState own)
    {
        var step = own.Aim.Direction(Fixed.One);
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind is EntityKind.Avatar or EntityKind.Creature
                && (entity.Flags & EntityFlags.Alive) != 0
                && !(entity.Kind == EntityKind.Avatar && view.IsNewcomer(entity.Slot))
                && entity.X == own.X + step.X
                && entity.Y == own.Y + step.Y)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOnSomething(WorldView view, in EntityState own)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind == EntityKind.Item && entity.X == own.X && entity.Y == own.Y)
                return true;
        }

        return false;
    }
}
