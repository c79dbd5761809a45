using System.Text;
using Ecs.Protocol.Bits;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Server.Recording;

/// <summary>A line that was said in a room, kept beside the ticks.</summary>
public readonly record struct RecordedNote(byte Kind, PlayerSlot Slot, string Text)
{
    /// <summary>Somebody in the room spoke.</summary>
    public const byte Chat = 0;
}

/// <summary>Packs ticks of one block as docs/recording.md says. Allocates nothing but for the text of rare entries.</summary>
/// <param name="seats">Commands are for seats below it.</param>
internal sealed class TickEncoder(int seats)
{
    private readonly PlayerCommand[] _last = new PlayerCommand[seats];
    private readonly List<ushort> _seats = [];

    /// <summary>Forgets the block before.</summary>
    public void Reset()
    {
        Array.Clear(_last);
        _seats.Clear();
    }

    public void Write(ref BitWriter writer, in TickInput input, ulong hash, IReadOnlyList<RecordedNote> notes)
    {
        writer.Write(hash);
        var rare = input.Leaves.Length + input.Joins.Length + input.Orders.Length + input.Actions.Length + notes.Count > 0;
        writer.Write(rare);
        if (rare)
            WriteRare(ref writer, input, notes);

        WriteSeats(ref writer, input.Commands);
        foreach (ref readonly var command in input.Commands)
            WriteCommand(ref writer, command, input.Tick);
    }

    private static void WriteRare(ref BitWriter writer, in TickInput input, IReadOnlyList<RecordedNote> notes)
    {
        writer.WriteVariable((ulong)input.Leaves.Length);
        foreach (var leave in input.Leaves)
            writer.Write(leave.Slot.Value, 16);

        writer.WriteVariable((ulong)input.Joins.Length);
        foreach (ref readonly var join in input.Joins)
        {
            writer.Write(join.Slot.Value, 16);
            writer.Write(join.Team, 8);
            writer.Write(join.IsBot);
            WriteText(ref writer, join.Name);
            WriteBytes(ref writer, join.Character.Span);
        }

        writer.WriteVariable((ulong)input.Orders.Length);
        foreach (ref readonly var order in input.Orders)
        {
            writer.Write((uint)order.Code, 16);
            writer.Write(order.Slot.Value, 16);
            writer.Write(order.Value, 32);
        }

        writer.WriteVariable((ulong)input.Actions.Length);
        foreach (ref readonly var action in input.Actions)
        {
            writer.Write(action.Slot.Value, 16);
            writer.Write((uint)action.Action.Code, 16);
            writer.Write(action.Action.A, 32);
            writer.Write(action.Action.B, 32);
        }

        writer.WriteVariable((ulong)notes.Count);
        for (var i = 0; i < notes.Count; i++)
        {
            writer.Write(notes[i].Kind, 8);
            writer.Write(notes[i].Slot.Value, 16);
            WriteText(ref writer, notes[i].Text);
        }
    }

    private static void WriteText(ref BitWriter writer, string text) => WriteBytes(ref writer, Encoding.UTF8.GetBytes(text));

    private static void WriteBytes(ref BitWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.WriteVariable((ulong)bytes.Length);
        foreach (var value in bytes)
            writer.Write(value, 8);
    }

    private void WriteSeats(ref BitWriter writer, ReadOnlySpan<SlotCommand> commands)
    {
        var same = commands.Length == _seats.Count;
        for (var i = 0; same && i < commands.Length; i++)
            same = commands[i].Slot.Value == _seats[i];

        writer.Write(same);
        if (same)
            return;

        _seats.Clear();
        writer.WriteVariable((ulong)commands.Length);
        foreach (ref readonly var command in commands)
        {
            writer.Write(command.Slot.Value, 16);
            _seats.Add(command.Slot.Value);
        }
    }

    private void WriteCommand(ref BitWriter writer, in SlotCommand taken, Tick tick)
    {
        ref var last = ref _last[taken.Slot.Value];
        var command = taken.Command;
        var stamped = command.Tick != tick;
        var same = command with { Tick = last.Tick } == last && !stamped;
        writer.Write(same);
        if (same)
            return;

        WriteField(ref writer, unchecked((byte)command.MoveX), unchecked((byte)last.MoveX), 8);
        WriteField(ref writer, unchecked((byte)command.MoveY), unchecked((byte)last.MoveY), 8);
        WriteField(ref writer, command.Aim.Raw, last.Aim.Raw, 16);
        WriteField(ref writer, (uint)command.Buttons, (uint)last.Buttons, 16);
        writer.Write(command.Wish != last.Wish);
        if (command.Wish != last.Wish)
            WriteWish(ref writer, command.Wish);

        writer.Write(stamped);
        if (stamped)
            writer.Write(command.Tick.Value, 32);

        WriteField(ref writer, command.SeenAge, last.SeenAge, 16);

        last = command;
    }

    private static void WriteWish(ref BitWriter writer, in PlayerWish wish)
    {
        writer.Write(wish.IsPresent);
        if (wish.IsPresent)
        {
            writer.Write(wish.X.Raw, 32);
            writer.Write(wish.Y.Raw, 32);
            writer.Write(wish.Z.Raw, 32);
            writer.Write(wish.Facing.Raw, 16);
        }
    }

    private static void WriteField(ref BitWriter writer, uint value, uint last, int bits)
    {
        writer.Write(value != last);
        if (value != last)
            writer.Write(value, bits);
    }
}
