using System.Buffers;
using MessagePack;

namespace Ecs.PlainClient;

internal readonly record struct AuthSuccess(uint Client, byte Role, string Name, string Server, string Resume, bool IsInRoom, bool IsRegistered);

internal readonly record struct AuthChallenge(string Nonce, byte[] Salt, uint Rounds);

internal readonly record struct Refusal(byte Reason, string Text);

internal readonly record struct Entered(ulong Avatar, ushort Slot, ushort TickRate, uint Tick, string Room, string Mode, ulong Schema);

internal readonly record struct ChatLine(byte Kind, ushort Slot, string Name, string Text);

internal readonly record struct Farewell(byte Reason, string Text);

/// <summary>The messages of docs/protocol.md that this client says and hears: all that it knows of them is here.</summary>
internal static class Wire
{
    public const ushort Version = 5;
    public const string ConnectKey = "ecs/5";
    public const int AuthSuccessId = 65;
    public const int AuthFailureId = 66;
    public const int EnteredId = 67;
    public const int RefusedId = 68;
    public const int ChatReceivedId = 70;
    public const int FarewellId = 74;
    public const int SchemaListId = 81;
    public const int AuthChallengeId = 82;
    public const int AuthVerifiedId = 83;
    private const int RequestAuthId = 1;
    private const int RequestEnterId = 2;
    private const int ChatSendId = 4;
    private const int LeaveId = 7;
    private const int InputId = 8;
    private const int RequestSchemaId = 12;
    private const int AuthProofId = 13;
    private const int LineFields = 13;

    private delegate void Fields(ref MessagePackWriter writer);

    private delegate T Reading<T>(ref MessagePackReader reader);

    public static byte[] RequestAuth(string name, string token) => Message(RequestAuthId, 3, (ref MessagePackWriter writer) =>
    {
        writer.Write(Version);
        writer.Write(name);
        writer.Write(token);
    });

    public static byte[] AuthProof(byte[] proof) => Message(AuthProofId, 1, (ref MessagePackWriter writer) => writer.Write(proof));

    public static byte[] RequestEnter(string room) => Message(RequestEnterId, 3, (ref MessagePackWriter writer) =>
    {
        writer.Write(room);
        writer.Write((byte)0);
        writer.Write(""); // no password
    });

    public static byte[] ChatSend(string text) => Message(ChatSendId, 1, (ref MessagePackWriter writer) => writer.Write(text));

    public static byte[] Leave() => Message(LeaveId, 0, static (ref MessagePackWriter _) => { });

    public static byte[] RequestSchema() => Message(RequestSchemaId, 0, static (ref MessagePackWriter _) => { });

    public static byte[] Input(byte[] body) => Message(InputId, 1, (ref MessagePackWriter writer) => writer.Write(body));

    /// <summary>The number that a message begins with.</summary>
    public static int IdOf(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        return reader.ReadInt32();
    }

    public static AuthSuccess ReadAuthSuccess(ReadOnlyMemory<byte> message) => Read(message, 7, static (ref MessagePackReader reader) =>
        new AuthSuccess(reader.ReadUInt32(), reader.ReadByte(), TextOf(ref reader), TextOf(ref reader), TextOf(ref reader), reader.ReadBoolean(), reader.ReadBoolean()));

    public static AuthChallenge ReadAuthChallenge(ReadOnlyMemory<byte> message) => Read(message, 3, static (ref MessagePackReader reader) =>
        new AuthChallenge(TextOf(ref reader), BytesOf(ref reader), reader.ReadUInt32()));

    public static byte[] ReadAuthVerified(ReadOnlyMemory<byte> message) => Read(message, 1, static (ref MessagePackReader reader) => BytesOf(ref reader));

    public static Refusal ReadAuthFailure(ReadOnlyMemory<byte> message) => Read(message, 2, static (ref MessagePackReader reader) =>
        new Refusal(reader.ReadByte(), TextOf(ref reader)));

    public static Refusal ReadRefused(ReadOnlyMemory<byte> message) => Read(message, 3, static (ref MessagePackReader reader) =>
    {
        reader.ReadByte();
        return new Refusal(reader.ReadByte(), TextOf(ref reader));
    });

    public static Entered ReadEntered(ReadOnlyMemory<byte> message) => Read(message, 11, static (ref MessagePackReader reader) =>
    {
        var avatar = reader.ReadUInt64();
        var slot = reader.ReadUInt16();
        var tickRate = reader.ReadUInt16();
        reader.ReadByte();
        var (tick, room, mode) = (reader.ReadUInt32(), TextOf(ref reader), TextOf(ref reader));
        TextOf(ref reader); // the map
        reader.ReadUInt64(); // its hash
        var schema = reader.ReadUInt64();
        reader.ReadUInt16(); // how fast wishes may be
        return new Entered(avatar, slot, tickRate, tick, room, mode, schema);
    });

    public static ChatLine ReadChat(ReadOnlyMemory<byte> message) => Read(message, 4, static (ref MessagePackReader reader) =>
        new ChatLine(reader.ReadByte(), reader.ReadUInt16(), TextOf(ref reader), TextOf(ref reader)));

    public static Farewell ReadFarewell(ReadOnlyMemory<byte> message) => Read(message, 2, static (ref MessagePackReader reader) =>
        new Farewell(reader.ReadByte(), TextOf(ref reader)));

    public static (ulong Hash, Schema Schema) ReadSchemaList(ReadOnlyMemory<byte> message) => Read(message, 2, static (ref MessagePackReader reader) =>
    {
        var hash = reader.ReadUInt64();
        var fields = new Field[reader.ReadArrayHeader()];
        for (var number = 0; number < fields.Length; number++)
            fields[number] = ReadField(ref reader);
        return (hash, new Schema(fields));
    });

    private static byte[] Message(int id, int fields, Fields write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(1 + fields);
        writer.Write(id);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static T Read<T>(ReadOnlyMemory<byte> message, int fields, Reading<T> read)
    {
        var reader = new MessagePackReader(message);
        var count = reader.ReadArrayHeader();
        var id = reader.ReadInt32();
        if (count != 1 + fields)
            throw new InvalidDataException($"message {id} has {count - 1} fields instead of {fields}");
        var value = read(ref reader);
        if (!reader.End)
            throw new InvalidDataException($"message {id} has something behind its end");
        return value;
    }

    private static Field ReadField(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != LineFields)
            throw new InvalidDataException("a line of the schema that is not as written");
        var (kind, component) = (reader.ReadByte(), TextOf(ref reader));
        TextOf(ref reader); // the field's name
        return new Field(
            kind,
            component,
            reader.ReadByte(),
            reader.ReadBoolean(),
            reader.ReadBoolean(),
            reader.ReadInt32(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte());
    }

    private static byte[] BytesOf(ref MessagePackReader reader) =>
        reader.ReadBytes()?.ToArray() ?? throw new InvalidDataException("no bytes where some should be");

    private static string TextOf(ref MessagePackReader reader) => reader.ReadString() ?? throw new InvalidDataException("no text where one should be");
}
