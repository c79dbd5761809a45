using Ecs.Protocol.Bits;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Inputs;

/// <summary>
/// The body of an input. It repeats all commands that the server has not confirmed, so one lost packet costs nothing as
/// long as a later one arrives in time; an unchanged command costs one bit.
/// </summary>
/// <remarks><code>
/// | 32 newest snapshot | 32 newest command's tick | 6 count | first: 0, 8 x, 8 y, 16 aim, 16 buttons, more | next: 1, or 0 and all | ...
/// more: 0, or 1 and | 16 age of what was seen | 0, or 1 and 32 x, 32 y, 32 z, 16 facing of a wish |
/// </code></remarks>
public static class InputBody
{
    private const int TickBits = 32;
    private const int CountBits = 6;
    private const int MoveBits = 8;
    private const int WideBits = 16;

    private const int PlaceBits = 32;
    private const int HeadBits = (2 * TickBits) + CountBits;
    private const int PlainBits = 1 + (2 * MoveBits) + (2 * WideBits) + 1;
    private const int SeenBits = WideBits + 1;
    private const int WishBits = (3 * PlaceBits) + WideBits;

    /// <summary>Bytes of the longest body: it fits every path.</summary>
    public const int LongestBytes = Limits.ShortestPath - Limits.DatagramHeadBytes - Input.HeadBytes;

    /// <summary>Writes the body and returns its bytes, 0 when <paramref name="destination"/> is too short for it.</summary>
    /// <param name="destination"><see cref="LongestBytes"/> are always enough.</param>
    /// <param name="newestSnapshot">Tick of the newest complete snapshot, 0 before the first.</param>
    /// <param name="commands">
    /// At most 48, newest first, of consecutive falling ticks; none where only the snapshot is acknowledged. Where they do not fit into the
    /// longest body, which takes wishes that change in every tick, the oldest stay out.
    /// </param>
    public static int Write(Span<byte> destination, Tick newestSnapshot, ReadOnlySpan<PlayerCommand> commands)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(commands.Length, Limits.CommandsPerInput);
        var count = CountThatFit(commands);
        var writer = new BitWriter(destination);
        writer.Write(newestSnapshot.Value, TickBits);
        writer.Write(commands.IsEmpty ? 0 : commands[0].Tick.Value, TickBits);
        writer.Write(count, CountBits);
        for (var index = 0; index < count; index++)
        {
            ref readonly var command = ref commands[index];
            var same = index > 0 && SameButTick(in command, in commands[index - 1]);
            writer.Write(same);
            if (!same)
                WriteCommand(ref writer, in command);
        }

        return writer.Overflowed ? 0 : writer.Finish();
    }

    /// <summary>False for anything that <see cref="Write"/> would not have written.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="newestSnapshot">The snapshot that the client acknowledges, 0 for none.</param>
    /// <param name="commands">Takes the commands, newest first; must have room for 48.</param>
    /// <param name="count">How many there are, 0 to 48.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, out Tick newestSnapshot, Span<PlayerCommand> commands, out int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(commands.Length, Limits.CommandsPerInput);
        count = 0;
        var reader = new BitReader(body);
        newestSnapshot = new(reader.Read(TickBits));
        var newest = new Tick(reader.Read(TickBits));
        var listed = (int)reader.Read(CountBits);
        if (listed > Limits.CommandsPerInput || (listed == 0 && newest.Value != 0))
            return false;

        PlayerCommand previous = default;
        for (var index = 0; index < listed; index++)
        {
            var same = reader.ReadBool();
            if (same && index == 0)
                return false;

            var tick = newest + -index;
            previous = same
                ? previous with { Tick = tick }
                : ReadCommand(ref reader, tick);
            commands[index] = previous;
        }

        if (!reader.TryFinish())
            return false;

        count = listed;
        return true;
    }

    private static int CountThatFit(ReadOnlySpan<PlayerCommand> commands)
    {
        var bits = HeadBits;
        for (var index = 0; index < commands.Length; index++)
        {
            bits += index > 0 && SameButTick(in commands[index], in commands[index - 1]) ? 1 : BitsOf(in commands[index]);
            if (bits > LongestBytes * 8)
                return index;
        }

        return commands.Length;
    }

    private static int BitsOf(in PlayerCommand command) =>
        PlainBits + (HasMore(in command) ? SeenBits : 0) + (command.Wish.IsPresent ? WishBits : 0);

    private static bool HasMore(in PlayerCommand command) => command.SeenAge != 0 || command.Wish.IsPresent;

    private static void WriteCommand(ref BitWriter writer, in PlayerCommand command)
    {
        writer.Write(command.MoveX, MoveBits);
        writer.Write(command.MoveY, MoveBits);
        writer.Write(command.Aim.Raw, WideBits);
        writer.Write((uint)command.Buttons, WideBits);
        writer.Write(HasMore(in command));
        if (!HasMore(in command))
            return;

        writer.Write(command.SeenAge, WideBits);
        writer.Write(command.Wish.IsPresent);
        if (command.Wish.IsPresent)
        {
            writer.Write(command.Wish.X.Raw, PlaceBits);
            writer.Write(command.Wish.Y.Raw, PlaceBits);
            writer.Write(command.Wish.Z.Raw, PlaceBits);
            writer.Write(command.Wish.Facing.Raw, WideBits);
        }
    }

    private static PlayerCommand ReadCommand(ref BitReader reader, Tick tick)
    {
        var command = new PlayerCommand(
            tick, reader.ReadSByte(), reader.ReadSByte(), new((ushort)reader.Read(WideBits)), (Buttons)reader.Read(WideBits));
        if (!reader.ReadBool())
            return command;

        command = command with { SeenAge = (ushort)reader.Read(WideBits) };
        return reader.ReadBool()
            ? command with
            {
                Wish = new PlayerWish(
                    IsPresent: true,
                    new(reader.ReadInt32()),
                    new(reader.ReadInt32()),
                    new(reader.ReadInt32()),
                    new((ushort)reader.Read(WideBits))),
            }
            : command;
    }

    private static bool SameButTick(in PlayerCommand command, in PlayerCommand newer) =>
        command.MoveX == newer.MoveX
        && command.MoveY == newer.MoveY
        && command.Aim == newer.Aim
        && command.Buttons == newer.Buttons
        && command.SeenAge == newer.SeenAge
        && command.Wish == newer.Wish;
}
