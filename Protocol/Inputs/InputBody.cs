using Ecs.Protocol.Bits;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Inputs;

/// <summary>
/// The body of an input. It repeats all commands that the server has not confirmed, so one lost packet costs nothing as
/// long as a later one arrives in time; an unchanged command costs one bit.
/// </summary>
/// <remarks><code>
/// | 32 newest snapshot | 32 newest command's tick | 6 count | first: 0, 8 x, 8 y, 16 aim, 16 buttons | next: 1, or 0 and all | ...
/// </code></remarks>
public static class InputBody
{
    private const int TickBits = 32;
    private const int CountBits = 6;
    private const int MoveBits = 8;
    private const int WideBits = 16;

    /// <summary>Bytes of the longest body: the head and 48 commands that all differ.</summary>
    public const int LongestBytes =
        (2 * TickBits + CountBits + Limits.CommandsPerInput * (1 + 2 * MoveBits + 2 * WideBits) + 7) / 8;

    /// <summary>Writes the body and returns its bytes, 0 when <paramref name="destination"/> is too short for it.</summary>
    /// <param name="destination"><see cref="LongestBytes"/> are always enough.</param>
    /// <param name="newestSnapshot">Tick of the newest complete snapshot, 0 before the first.</param>
    /// <param name="commands">At most 48, newest first, of consecutive falling ticks; none where only the snapshot is acknowledged.</param>
    public static int Write(Span<byte> destination, Tick newestSnapshot, ReadOnlySpan<PlayerCommand> commands)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(commands.Length, Limits.CommandsPerInput);
        var writer = new BitWriter(destination);
        writer.Write(newestSnapshot.Value, TickBits);
        writer.Write(commands.IsEmpty ? 0 : commands[0].Tick.Value, TickBits);
        writer.Write(commands.Length, CountBits);
        for (var index = 0; index < commands.Length; index++)
        {
            ref readonly var command = ref commands[index];
            var same = index > 0 && SameButTick(in command, in commands[index - 1]);
            writer.Write(same);
            if (!same)
            {
                writer.Write(command.MoveX, MoveBits);
                writer.Write(command.MoveY, MoveBits);
                writer.Write(command.Aim.Raw, WideBits);
                writer.Write((uint)command.Buttons, WideBits);
            }
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
                : new(tick, reader.ReadSByte(), reader.ReadSByte(), new((ushort)reader.Read(WideBits)), (Buttons)reader.Read(WideBits));
            commands[index] = previous;
        }

        if (!reader.TryFinish())
            return false;

        count = listed;
        return true;
    }

    private static bool SameButTick(in PlayerCommand command, in PlayerCommand newer) =>
        command.MoveX == newer.MoveX
        && command.MoveY == newer.MoveY
        && command.Aim == newer.Aim
        && command.Buttons == newer.Buttons;
}
