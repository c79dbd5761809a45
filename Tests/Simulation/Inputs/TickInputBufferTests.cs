using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Inputs;

public sealed class TickInputBufferTests
{
    [Fact]
    public void Everything_added_stands_in_the_input_in_order_and_is_gone_after_clear()
    {
        var buffer = new TickInputBuffer();
        for (ushort slot = 0; slot < 3; slot++)
        {
            buffer.Add(new PlayerLeave(new PlayerSlot(slot)));
            buffer.Add(new PlayerJoin(new PlayerSlot(slot), "name", 0, IsBot: false));
            buffer.Add(new OperatorCommand(OperatorCode.Kill, new PlayerSlot(slot), 1));
            buffer.Add(new SlotAction(new PlayerSlot(slot), new PlayerAction(PlayerActionCode.HurtSelf, 1, 2)));
            buffer.Add(new SlotCommand(new PlayerSlot(slot), default));
        }

        var input = buffer.For(new Tick(9));
        Assert.Equal(new Tick(9), input.Tick);
        ushort[] slots = [0, 1, 2];
        Assert.Equal(slots, input.Leaves.ToArray().Select(entry => entry.Slot.Value));
        Assert.Equal(slots, input.Joins.ToArray().Select(entry => entry.Slot.Value));
        Assert.Equal(slots, input.Orders.ToArray().Select(entry => entry.Slot.Value));
        Assert.Equal(slots, input.Actions.ToArray().Select(entry => entry.Slot.Value));
        Assert.Equal(slots, input.Commands.ToArray().Select(entry => entry.Slot.Value));

        buffer.Clear();
        var empty = buffer.For(new Tick(10));
        Assert.Equal(0, empty.Leaves.Length + empty.Joins.Length + empty.Orders.Length + empty.Actions.Length + empty.Commands.Length);
    }

    [Fact]
    public void An_input_that_nobody_filled_is_empty()
    {
        using var scene = new Scene();
        scene.Tick.Step(new TickInput { Tick = new Tick(1) });

        Assert.Equal(new Tick(1), scene.World.Tick);
    }
}
