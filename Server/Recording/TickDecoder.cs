using System.Text;
using Ecs.Protocol.Bits;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Recording;

/// <summary>Unpacks what <see cref="TickEncoder"/> packs. A block that passed its checksum but breaks a rule is refused, not thrown at.</summary>
/// <param name="format">Of the recording: its number says what a command holds.</param>
internal sealed class TickDecoder(int format)
{
    /// <summary>The first format whose commands say what their players saw.</summary>
    private const int FirstWithSeenAge = 4;

    private const int TextLimit = 4096;

    private readonly PlayerCommand[] _last = new PlayerCommand[PlayerSlot.Limit];
    private readonly List<ushort> _seats = [];

    public List<RecordedNote> Notes { get; } = [];

    /// <summary>Forgets the block before.</summary>
    public void Reset()
    {
        Array.Clear(_last);
        _seats.Clear();
    }

    /// <summary>Fills the buffer with the input of <paramref name="tick"/>; false when the bits are not a tick.</summary>
    public bool TryRead(ref BitReader reader, Tick tick, TickInputBuffer input, out ulong hash)
    {
        input.Clear();
        Notes.Clear();
        hash = reader.ReadUInt64();
        if (reader.ReadBool())
            ReadRare(ref reader, input);

        ReadSeats(ref reader);
        foreach (var seat in _seats)
            input.Add(new SlotCommand(new PlayerSlot(seat), ReadCommand(ref reader, seat, tick)));

        return !reader.Failed;
    }

    private void ReadRare(ref BitReader reader, TickInputBuffer input)
    {
        for (var left = ReadCount(ref reader); left > 0; left--)
            input.Add(new PlayerLeave(ReadSlot(ref reader)));

        for (var left = ReadCount(ref reader); left > 0; left--)
        {
            var slot = ReadSlot(ref reader);
            var team = (byte)reader.Read(8);
            var isBot = reader.ReadBool();
            var name = ReadText(ref reader);
            input.Add(new PlayerJoin(slot, name, team, isBot) { Character = ReadBytes(ref reader, GameWorld.CharacterLimit) });
        }

        for (var left = ReadCount(ref reader); left > 0; left--)
        {
            var code = (OperatorCode)reader.Read(16);
            var slot = ReadSlot(ref reader);
            input.Add(new OperatorCommand(code, slot, reader.ReadInt32()));
        }

        for (var left = ReadCount(ref reader); left > 0; left--)
        {
            var slot = ReadSlot(ref reader);
            var code = (PlayerActionCode)reader.Read(16);
            var a = reader.ReadInt32();
            input.Add(new SlotAction(slot, new PlayerAction(code, a, reader.ReadInt32())));
        }

        for (var left = ReadCount(ref reader); left > 0; left--)
        {
            var kind = (byte)reader.Read(8);
            var slot = ReadSlot(ref reader);
            Notes.Add(new RecordedNote(kind, slot, ReadText(ref reader)));
        }
    }

    private void ReadSeats(ref BitReader reader)
    {
        if (reader.ReadBool())
            return;

        _seats.Clear();
        for (var left = ReadCount(ref reader); left > 0; left--)
        {
            var seat = (ushort)reader.Read(16);
            _seats.Add(seat < PlayerSlot.Limit ? seat : (ushort)0);
        }
    }

    private PlayerCommand ReadCommand(ref BitReader reader, ushort seat, Tick tick)
    {
        ref var last = ref _last[seat];
        if (reader.ReadBool())
            return last with { Tick = tick };

        var moveX = reader.ReadBool() ? reader.ReadSByte() : last.MoveX;
        var moveY = reader.ReadBool() ? reader.ReadSByte() : last.MoveY;
        var aim = reader.ReadBool() ? (ushort)reader.Read(16) : last.Aim.Raw;
        var buttons = reader.ReadBool() ? (Buttons)reader.Read(16) : last.Buttons;
        var wish = reader.ReadBool() ? ReadWish(ref reader) : last.Wish;
        var stamp = reader.ReadBool() ? new Tick(reader.Read(32)) : tick;
        var seenAge = format >= FirstWithSeenAge && reader.ReadBool() ? (ushort)reader.Read(16) : last.SeenAge;
        last = new PlayerCommand(stamp, moveX, moveY, new Angle(aim), buttons) { Wish = wish, SeenAge = seenAge };
        return last;
    }

    private static PlayerWish ReadWish(ref BitReader reader)
    {
        if (!reader.ReadBool())
            return default;

        var x = new Fixed(reader.ReadInt32());
        var y = new Fixed(reader.ReadInt32());
        return new PlayerWish(true, x, y, new Fixed(reader.ReadInt32()), new Angle((ushort)reader.Read(16)));
    }

    private static PlayerSlot ReadSlot(ref BitReader reader) => new((ushort)reader.Read(16));

    /// <summary>Every entry takes at least a byte but a seat's command, so a count beyond what remains is a lie.</summary>
    private static int ReadCount(ref BitReader reader)
    {
        var count = reader.ReadVariable();
        return count <= (ulong)Math.Min(reader.RemainingBits / 8 + 1, ushort.MaxValue) && !reader.Failed ? (int)count : 0;
    }

    private static string ReadText(ref BitReader reader) => Encoding.UTF8.GetString(ReadBytes(ref reader, TextLimit));

    private static byte[] ReadBytes(ref BitReader reader, int limit)
    {
        var length = Math.Min(ReadCount(ref reader), limit);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)reader.Read(8);

        return bytes;
    }
}
