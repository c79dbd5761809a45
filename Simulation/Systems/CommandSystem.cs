using Ecs.Simulation.Components;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Turns the tick's input into intents, births and deaths. Input that names nobody changes nothing.</summary>
internal static class CommandSystem
{
    /// <summary>A silent player's last move goes on for so many ticks, then the avatar rests.</summary>
    public const int RepeatTicks = 6;

    public static void Apply(GameWorld world, in TickInput input)
    {
        using var stage = world.Enter(TickStage.Commands);
        foreach (var leave in input.Leaves)
            Leave(world, leave.Slot);

        foreach (ref readonly var join in input.Joins)
        {
            if (world.TryReserve(join.Slot))
                world.Commands.BearAvatar(join);
        }

        Obey(world, input.Orders);
        Act(world, input.Actions);
        TakeCommands(world, input.Commands);
    }

    /// <summary>What is left of it in a predicted world: nobody comes, goes or orders there.</summary>
    public static void Predict(GameWorld world, ReadOnlySpan<SlotCommand> commands)
    {
        using var stage = world.Enter(TickStage.Commands);
        TakeCommands(world, commands);
    }

    private static void Obey(GameWorld world, ReadOnlySpan<OperatorCommand> orders)
    {
        if (orders.IsEmpty)
            return;

        world.BeginWatch();
        foreach (ref readonly var order in orders)
            world.Mode.Order(world, order);
        world.EndWatch(OutsideAct.Push);
    }

    private static void Act(GameWorld world, ReadOnlySpan<SlotAction> actions)
    {
        if (actions.IsEmpty)
            return;

        world.BeginWatch();
        foreach (ref readonly var action in actions)
        {
            if (world.TryFind(action.Slot, out var avatar))
                world.Mode.Act(world, avatar, action.Action);
        }

        world.EndWatch(OutsideAct.ModeEvent);
    }

    private static void TakeCommands(GameWorld world, ReadOnlySpan<SlotCommand> commands)
    {
        AgeIntents(world);
        foreach (ref readonly var command in commands)
            TakeCommand(world, command);
    }

    private static void Leave(GameWorld world, PlayerSlot slot)
    {
        if (world.TryFind(slot, out var avatar))
        {
            var id = world.Store.Get<Identity>(avatar).Id;
            world.Store.Get<Health>(avatar).Current = 0; // No body in its last tick: nobody hits who has left.
            world.Vacate(slot);
            world.Commands.Doom(id);
            world.Emit(WorldEvent.PlayerLeft(slot, id));
        }
    }

    private static void AgeIntents(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Avatars))
        {
            foreach (ref var intent in chunk.GetSpan<Intent>()[..chunk.Count])
            {
                intent.Drought = (byte)Math.Min(intent.Drought + 1, byte.MaxValue);
                intent.Buttons = Buttons.None;
                if (intent.Drought > RepeatTicks)
                {
                    intent.MoveX = 0;
                    intent.MoveY = 0;
                }
            }
        }
    }

    private static void TakeCommand(GameWorld world, in SlotCommand taken)
    {
        if (!world.TryFind(taken.Slot, out var avatar))
            return;

        var command = taken.Command;
        world.Store.Get<Intent>(avatar) = new Intent
        {
            MoveX = Math.Max(command.MoveX, (sbyte)-sbyte.MaxValue),
            MoveY = Math.Max(command.MoveY, (sbyte)-sbyte.MaxValue),
            Aim = command.Aim,
            Buttons = command.Buttons,
        };
        if (world.Rules.LagCompensation)
            world.Store.Get<Lookback>(avatar) = Lookback.Of(command.SeenAge, world.Options.TickRate);

        if (command.Wish.IsPresent && world.Store.Has<Wish>(avatar))
            Take(ref world.Store.Get<Wish>(avatar), command.Wish);
    }

    private static void Take(ref Wish wish, in PlayerWish asked)
    {
        wish.IsPresent = true;
        wish.X = asked.X;
        wish.Y = asked.Y;
        wish.Z = asked.Z;
        wish.Facing = asked.Facing;
    }
}
