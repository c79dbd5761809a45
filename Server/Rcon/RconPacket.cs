using System.Buffers.Binary;
using System.Text;

namespace Ecs.Server.Rcon;

/// <summary>What a packet is.</summary>
internal enum RconType
{
    /// <summary>Of the server: a piece of an answer. Of the client: an empty one that asks for an echo behind all pieces.</summary>
    Response = 0,

    /// <summary>Of the client: a line to run. Of the server: whether the password was right.</summary>
    Command = 2,

    /// <summary>Of the client: the password.</summary>
    Auth = 3,
}

/// <summary>What became of an attempt to read a packet.</summary>
internal enum RconRead
{
    /// <summary>More bytes are needed.</summary>
    Partial,
    Whole,

    /// <summary>A size that no packet has: nothing behind it can be read.</summary>
    Broken,
}

/// <summary>
/// A packet of the Source RCON protocol: little-endian, the size of what follows, the id that its answer bears, the type, a body that ends with a
/// zero, and another zero.
/// </summary>
internal readonly record struct RconPacket(int Id, RconType Type, string Body)
{
    public const int SizeBytes = 4;

    /// <summary>Of the size field: id, type and two zeros.</summary>
    public const int LeastSize = 10;

    /// <summary>Of the size field.</summary>
    public const int MostSize = 4096;

    /// <summary>Bytes of the longest body.</summary>
    public const int BodyLimit = MostSize - LeastSize;

    private const int BodyAt = 12;

    /// <summary>Reads the packet that the bytes begin with.</summary>
    /// <param name="bytes">What has arrived and was not read yet.</param>
    /// <param name="packet">What was read; of its body what stands before the first zero.</param>
    /// <param name="length">Bytes that it took.</param>
    public static RconRead TryRead(ReadOnlySpan<byte> bytes, out RconPacket packet, out int length)
    {
        packet = default;
        length = 0;
        if (bytes.Length < SizeBytes)
            return RconRead.Partial;
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (size is < LeastSize or > MostSize)
            return RconRead.Broken;
        if (bytes.Length < SizeBytes + size)
            return RconRead.Partial;
        length = SizeBytes + size;
        var body = bytes[BodyAt..length];
        var end = body.IndexOf((byte)0);
        packet = new(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            (RconType)BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            Encoding.UTF8.GetString(end < 0 ? body : body[..end]));
        return RconRead.Whole;
    }

    /// <summary>Appends a packet with this body, at most <see cref="BodyLimit"/> bytes.</summary>
    public static void Write(List<byte> bytes, int id, RconType type, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[BodyAt];
        BinaryPrimitives.WriteInt32LittleEndian(head, LeastSize + body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], id);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], (int)type);
        bytes.AddRange(head);
        bytes.AddRange(body);
        bytes.Add(0);
        bytes.Add(0);
    }

    /// <summary>Appends an answer in as many packets as it takes, one for none; no character is cut.</summary>
    public static void WriteAnswer(List<byte> bytes, int id, string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        do
        {
            var length = Math.Min(rest.Length, BodyLimit);
            while (length < rest.Length && (rest[length] & 0xC0) == 0x80)
                length--;
            Write(bytes, id, RconType.Response, rest[..length]);
            rest = rest[length..];
        }
        while (rest.Length != 0);
    }

    /// <summary>Without the body, which may be a password.</summary>
    public override string ToString() => $"{nameof(RconPacket)} {{ {Id}, {Type} }}";
}
