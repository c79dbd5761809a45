namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>
/// Packets about the session and what is said in it. Each method writes one whole packet into a span of at least
/// <see cref="PacketWriter.Capacity"/> bytes and returns its length.
/// </summary>
internal static class SessionPackets
{
    /// <summary>The font of everything that is said.</summary>
    public const byte TalkFont = 7;

    public static int Logged(Span<byte> packet, byte characterClass) => OneByte(packet, ServerMessage.Logged, characterClass);

    public static int ChangeMap(Span<byte> packet, int map, int version)
    {
        var writer = new PacketWriter(packet, ServerMessage.ChangeMap);
        writer.Short(map);
        writer.Short(version);
        return writer.Length;
    }

    public static int UserCharIndexInServer(Span<byte> packet, int character)
    {
        var writer = new PacketWriter(packet, ServerMessage.UserCharIndexInServer);
        writer.Short(character);
        return writer.Length;
    }

    /// <summary>A text over somebody's head, in a colour.</summary>
    public static int ChatOverHead(Span<byte> packet, ReadOnlySpan<char> text, int character, byte red, byte green, byte blue)
    {
        var writer = new PacketWriter(packet, ServerMessage.ChatOverHead);
        writer.Text(text);
        writer.Short(character);
        writer.Byte(red);
        writer.Byte(green);
        writer.Byte(blue);
        return writer.Length;
    }

    public static int ConsoleMessage(Span<byte> packet, ReadOnlySpan<char> text, byte font = TalkFont)
    {
        var writer = new PacketWriter(packet, ServerMessage.ConsoleMessage);
        writer.Text(text);
        writer.Byte(font);
        return writer.Length;
    }

    public static int ShowMessageBox(Span<byte> packet, ReadOnlySpan<char> text) => OneText(packet, ServerMessage.ShowMessageBox, text);

    /// <summary>The client shows it and, in its login and game screens, disconnects.</summary>
    public static int ErrorMessage(Span<byte> packet, ReadOnlySpan<char> text) => OneText(packet, ServerMessage.ErrorMessage, text);

    public static int DiceRoll(Span<byte> packet, in DiceThrow dice) => Five(packet, ServerMessage.DiceRoll, dice);

    public static int Attributes(Span<byte> packet, in DiceThrow attributes) => Five(packet, ServerMessage.Attributes, attributes);

    public static int Pong(Span<byte> packet) => new PacketWriter(packet, ServerMessage.Pong).Length;

    private static int Five(Span<byte> packet, ServerMessage message, in DiceThrow values)
    {
        var writer = new PacketWriter(packet, message);
        writer.Byte(values.Strength);
        writer.Byte(values.Agility);
        writer.Byte(values.Intelligence);
        writer.Byte(values.Charisma);
        writer.Byte(values.Constitution);
        return writer.Length;
    }

    private static int OneByte(Span<byte> packet, ServerMessage message, byte value)
    {
        var writer = new PacketWriter(packet, message);
        writer.Byte(value);
        return writer.Length;
    }

    private static int OneText(Span<byte> packet, ServerMessage message, ReadOnlySpan<char> text)
    {
        var writer = new PacketWriter(packet, message);
        writer.Text(text);
        return writer.Length;
    }
}
