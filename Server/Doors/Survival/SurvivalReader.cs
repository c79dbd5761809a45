using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Ecs.Protocol;
using MessagePack;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// Bytes to messages: <c>[id, [arg, ...]]</c> in MessagePack, the id a string or a whole number, integers and floats in any of
/// their forms, arguments that are missing taken for nil. Total: whatever the bytes are, the result is a message or a fault.
/// </summary>
internal static class SurvivalReader
{
    /// <summary>Bytes of a text.</summary>
    private const int TextLimit = 1024;

    /// <summary>Entries of the map that a spawn brings.</summary>
    private const int MapLimit = 16;

    /// <param name="packet">A whole message; it is not kept.</param>
    /// <param name="codes">The generation of the client.</param>
    /// <param name="message">What it says, when the result is <see cref="ReadFault.None"/>.</param>
    public static ReadFault Read(ReadOnlyMemory<byte> packet, PacketCodes codes, out SurvivalClientMessage message)
    {
        message = default;
        if (packet.IsEmpty)
            return ReadFault.Empty;
        if (!PackedShape.IsOneValue(packet.Span))
            return ReadFault.Malformed;
        var reader = new MessagePackReader(packet);
        if (!IsArray(reader) || reader.ReadArrayHeader() != 2)
            return ReadFault.Malformed;
        var fault = ReadPacket(ref reader, codes, out var kind);
        if (fault == ReadFault.Malformed || !IsArray(reader))
            return ReadFault.Malformed;
        var count = reader.ReadArrayHeader();
        if (fault != ReadFault.None)
            return fault;
        return TryReadArguments(ref reader, count, kind, out message) ? ReadFault.None : ReadFault.OutOfRange;
    }

    private static bool TryReadArguments(ref MessagePackReader reader, int count, SurvivalClientPacket kind, out SurvivalClientMessage message)
    {
        message = new SurvivalClientMessage(kind);
        double? number = null;
        var flag = false;
        var text = "";
        switch (kind)
        {
            case SurvivalClientPacket.Spawn:
                var isNamed = TryReadName(ref reader, count, out text);
                message = message with { Text = text };
                return isNamed;
            case SurvivalClientPacket.Move or SurvivalClientPacket.Aim:
                var isAngle = TryReadNumber(ref reader, ref count, out number);
                message = message with { Angle = number };
                return isAngle;
            case SurvivalClientPacket.Attack:
                var isAttack = TryReadFlag(ref reader, ref count, out flag) && TryReadNumber(ref reader, ref count, out number);
                message = message with { Flag = flag, Angle = number };
                return isAttack;
            case SurvivalClientPacket.Select:
                var isSelection = TryReadNumber(ref reader, ref count, out number)
                    && number is >= 0 and <= byte.MaxValue && number == Math.Floor(number.Value)
                    && TryReadFlag(ref reader, ref count, out flag);
                message = message with { Item = isSelection ? (int)number!.Value : 0, Flag = flag };
                return isSelection;
            case SurvivalClientPacket.Chat:
                var isText = TryReadText(ref reader, ref count, out text);
                message = message with { Text = text };
                return isText;
            default:
                return true; // Nothing in the arguments matters.
        }
    }

    private static bool IsArray(in MessagePackReader reader) => !reader.End && reader.NextMessagePackType == MessagePackType.Array;

    /// <summary>A number stands for its decimal text.</summary>
    private static ReadFault ReadPacket(ref MessagePackReader reader, PacketCodes codes, out SurvivalClientPacket packet)
    {
        packet = default;
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.String:
                return reader.TryReadStringSpan(out var text) && codes.TryFind(text, out packet)
                    ? ReadFault.None
                    : ReadFault.UnknownMessage;
            case MessagePackType.Integer when reader.NextCode != MessagePackCode.UInt64:
                Span<byte> digits = stackalloc byte[20];
                Utf8Formatter.TryFormat(reader.ReadInt64(), digits, out var length);
                return codes.TryFind(digits[..length], out packet) ? ReadFault.None : ReadFault.UnknownMessage;
            default:
                return ReadFault.Malformed;
        }
    }

    /// <summary>A finite number, or null for nil and for no argument.</summary>
    private static bool TryReadNumber(ref MessagePackReader reader, ref int count, out double? number)
    {
        number = null;
        if (count == 0)
            return true;
        count--;
        if (reader.TryReadNil())
            return true;
        if (reader.NextMessagePackType is not (MessagePackType.Integer or MessagePackType.Float))
            return false;
        number = reader.ReadDouble();
        return double.IsFinite(number.Value);
    }

    /// <summary>1, 0, true or false; nil and no argument are false.</summary>
    private static bool TryReadFlag(ref MessagePackReader reader, ref int count, out bool flag)
    {
        flag = false;
        if (count > 0 && reader.NextMessagePackType == MessagePackType.Boolean)
        {
            count--;
            flag = reader.ReadBoolean();
            return true;
        }

        var isNumber = TryReadNumber(ref reader, ref count, out var number);
        flag = number is not (null or 0);
        return isNumber;
    }

    /// <summary>A text, "" for nil and for no argument.</summary>
    private static bool TryReadText(ref MessagePackReader reader, ref int count, out string text)
    {
        text = "";
        if (count == 0)
            return true;
        count--;
        if (reader.TryReadNil())
            return true;
        if (reader.NextMessagePackType != MessagePackType.String
            || !reader.TryReadStringSpan(out var bytes)
            || bytes.Length > TextLimit
            || !Utf8.IsValid(bytes))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    /// <summary>The value of "name" in the map that may come as the first argument.</summary>
    private static bool TryReadName(ref MessagePackReader reader, int count, out string name)
    {
        name = "";
        if (count == 0 || reader.TryReadNil())
            return true;
        if (reader.NextMessagePackType != MessagePackType.Map)
            return false;
        var entries = reader.ReadMapHeader();
        if (entries > MapLimit)
            return false;
        for (; entries > 0; entries--)
        {
            var isName = reader.NextMessagePackType == MessagePackType.String
                ? reader.TryReadStringSpan(out var key) && key.SequenceEqual("name"u8)
                : Skip(ref reader);
            var one = 1;
            if (!isName)
                reader.Skip();
            else if (!TryReadText(ref reader, ref one, out name))
                return false;
        }

        return true;
    }

    private static bool Skip(ref MessagePackReader reader)
    {
        reader.Skip();
        return false;
    }
}
