using Ecs.Simulation.Inputs;

namespace Ecs.Server.Replay;

/// <summary>The input of a tick in words, a line for each entry.</summary>
internal static class InputText
{
    public static IReadOnlyList<string> Describe(in TickInput input)
    {
        var lines = new List<string>();
        foreach (var leave in input.Leaves)
            lines.Add($"seat {leave.Slot} leaves");

        foreach (var join in input.Joins)
            lines.Add($"seat {join.Slot} joins as \"{join.Name}\"{(join.IsBot ? " (bot)" : "")}");

        foreach (var order in input.Orders)
            lines.Add($"order {order.Code} seat {order.Slot} value {order.Value}");

        foreach (var action in input.Actions)
            lines.Add($"seat {action.Slot} acts {action.Action.Code} {action.Action.A} {action.Action.B}");

        foreach (var taken in input.Commands)
        {
            var command = taken.Command;
            var wish = command.Wish.IsPresent ? $" wish ({command.Wish.X}, {command.Wish.Y}, {command.Wish.Z}) facing {command.Wish.Facing.Raw}" : "";
            var seen = command.SeenAge == 0 ? "" : $" saw {command.SeenAge}/{PlayerCommand.SeenParts} ticks before";
            lines.Add($"seat {taken.Slot} move ({command.MoveX}, {command.MoveY}) aim {command.Aim.Raw} buttons {command.Buttons}{wish}{seen}");
        }

        return lines;
    }
}
