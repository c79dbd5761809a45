using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// Writes one message for clients into a buffer, little-endian. A piece of text that does not fit is left out; its zero byte
/// still fits.
/// </summary>
public ref struct ArenaWriter
{
    /// <summary>Room for any message but a ranking.</summary>
    public const int UsualLength = 4096;

    /// <summary>The most that a UTF-16 unit of people's text takes: a bracket is four letters.</summary>
    public const int BytesPerUnit = 4;

    private static readonly string[] TeamNames = ["SKY", "BLOOM"];

    private readonly Span<byte> _buffer;
    private int _length;

    /// <param name="buffer">At least 256 bytes.</param>
    /// <param name="answer">The first byte.</param>
    public ArenaWriter(Span<byte> buffer, ArenaAnswer answer)
    {
        _buffer = buffer;
        _buffer[_length++] = (byte)answer;
    }

    public readonly ReadOnlySpan<byte> Message => _buffer[.._length];

    /// <summary>Bytes that are free, without those for a line break and the end of a string.</summary>
    public readonly int Left => _buffer.Length - _length - 2;

    public void Add(byte value) => _buffer[_length++] = value;

    public void Add(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[_length..], value);
        _length += sizeof(ushort);
    }

    public void Add(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer[_length..], value);
        _length += sizeof(ulong);
    }

    public void Add(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_buffer[_length..], value);
        _length += sizeof(float);
    }

    /// <summary>A piece of a string; <see cref="EndString"/> ends it.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        // One byte stays free for the zero.
        Encoding.UTF8.TryGetBytes(text, _buffer[_length..^1], out var written);
        _length += written;
    }

    /// <summary>A number as a piece of a string.</summary>
    public void AddNumber(int number)
    {
        number.TryFormat(_buffer[_length..^1], out var written, provider: CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>What people wrote, as a piece of a string with BBCode: their brackets are shown and mean nothing.</summary>
    public void AddPlain(ReadOnlySpan<char> text)
    {
        for (var bracket = text.IndexOf('['); bracket >= 0; bracket = text.IndexOf('['))
        {
            Add(text[..bracket]);
            Add("[lb]");
            text = text[(bracket + 1)..];
        }

        Add(text);
    }

    public void EndString() => Add((byte)0);

    /// <summary>The masked fields of a player, in their order.</summary>
    public void Add(in ArenaFields fields, ReadOnlySpan<char> name, ArenaFieldMask mask)
    {
        if ((mask & ArenaFieldMask.X) != 0)
            Add(fields.X);
        if ((mask & ArenaFieldMask.Y) != 0)
            Add(fields.Y);
        if ((mask & ArenaFieldMask.IsAlive) != 0)
            Add(fields.IsAlive);
        if ((mask & ArenaFieldMask.Health) != 0)
            Add(fields.Health);
        if ((mask & ArenaFieldMask.TeamId) != 0)
            Add(fields.Team);
        if ((mask & ArenaFieldMask.TeamName) != 0)
            AddString(TeamNames[fields.Team & 1]);
        if ((mask & ArenaFieldMask.Kills) != 0)
            Add(fields.Kills);
        if ((mask & ArenaFieldMask.Speed) != 0)
            Add(fields.Speed);
        if ((mask & ArenaFieldMask.Cooldown) != 0)
            Add(fields.Cooldown);
        if ((mask & ArenaFieldMask.Name) != 0)
            AddString(name);
        if ((mask & ArenaFieldMask.PowerUp) != 0)
            Add(fields.PowerUp);
    }

    private void AddString(ReadOnlySpan<char> text)
    {
        Add(text);
        EndString();
    }
}
