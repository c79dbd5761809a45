namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>What the front of a client's bytes is.</summary>
public enum PacketFit
{
    /// <summary>A whole packet.</summary>
    Whole,

    /// <summary>The beginning of one; the rest may come.</summary>
    Partial,

    /// <summary>An id whose length nobody here knows: where the next packet begins cannot be told.</summary>
    Unknown,

    /// <summary>A text with a length that no client sends: likewise.</summary>
    Malformed,
}

/// <summary>
/// Finds where a client's packets end: there is no framing, the length follows from the id and from the texts inside. Several
/// packets may come in one read, and one in several.
/// </summary>
public static class ArgentumClientPacket
{
    /// <summary>Bytes of one text. Clients stop at 255 characters; twice that leaves room for UTF-8.</summary>
    public const int TextLimit = 512;

    private const char OneByte = 'b';
    private const char Text = 's';
    private const char Order = 'o';

    private static readonly string?[] Layouts = MakeLayouts();

    /// <summary>Looks at the front of what has come.</summary>
    /// <param name="bytes">At least one byte.</param>
    /// <param name="length">Of the packet, when it is whole.</param>
    public static PacketFit Measure(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 1;
        return LayoutOf(bytes[0]) is { } layout ? MeasureFields(bytes, layout, ref length) : PacketFit.Unknown;
    }

    /// <summary>
    /// What follows an id: b = byte, w = 16 bits, s = 16 bits of length and so many bytes of text, o = byte that says which order of a
    /// game master it is, and what follows that one. Null when nobody here knows.
    /// </summary>
    public static string? LayoutOf(byte id) => Layouts[id] ?? UnservedMessages.LayoutOf(id);

    /// <summary>Whether nothing in these bytes can be heard without more of them.</summary>
    public static bool IsNothingWhole(ReadOnlySpan<byte> bytes) => bytes.IsEmpty || Measure(bytes, out _) == PacketFit.Partial;

    private static PacketFit MeasureFields(ReadOnlySpan<byte> bytes, string layout, ref int length)
    {
        foreach (var field in layout)
        {
            switch (field)
            {
                case Text when bytes.Length < length + sizeof(short):
                    return PacketFit.Partial;
                case Text:
                    var count = bytes[length] | (bytes[length + 1] << 8);
                    if (count > TextLimit)
                        return PacketFit.Malformed; // A negative count too: its top bit is set.

                    length += sizeof(short) + count;
                    break;
                case Order when bytes.Length <= length:
                    return PacketFit.Partial;
                case Order:
                    return MasterOrders.LayoutOf(bytes[length++]) is { } order ? MeasureFields(bytes, order, ref length) : PacketFit.Unknown;
                default:
                    length += field == OneByte ? 1 : sizeof(short);
                    break;
            }
        }

        return bytes.Length < length ? PacketFit.Partial : PacketFit.Whole;
    }

    private static string?[] MakeLayouts()
    {
        var layouts = new string?[byte.MaxValue + 1];
        layouts[(int)ArgentumClientMessage.LoginExistingChar] = "ssbbb";
        layouts[(int)ArgentumClientMessage.ThrowDices] = "";
        layouts[(int)ArgentumClientMessage.LoginNewChar] = "ssbbbbbbwsb";
        layouts[(int)ArgentumClientMessage.Talk] = "s";
        layouts[(int)ArgentumClientMessage.Yell] = "s";
        layouts[(int)ArgentumClientMessage.Whisper] = "ss";
        layouts[(int)ArgentumClientMessage.Walk] = "b";
        layouts[(int)ArgentumClientMessage.RequestPositionUpdate] = "";
        layouts[(int)ArgentumClientMessage.Attack] = "";
        layouts[(int)ArgentumClientMessage.PickUp] = "";
        layouts[(int)ArgentumClientMessage.SafeToggle] = "";
        layouts[(int)ArgentumClientMessage.ResuscitationSafeToggle] = "";
        layouts[(int)ArgentumClientMessage.RequestAttributes] = "";
        layouts[(int)ArgentumClientMessage.RequestSkills] = "";
        layouts[(int)ArgentumClientMessage.Drop] = "bw";
        layouts[(int)ArgentumClientMessage.LeftClick] = "bb";
        layouts[(int)ArgentumClientMessage.DoubleClick] = "bb";
        layouts[(int)ArgentumClientMessage.UseItem] = "b";
        layouts[(int)ArgentumClientMessage.EquipItem] = "b";
        layouts[(int)ArgentumClientMessage.ChangeHeading] = "b";
        layouts[(int)ArgentumClientMessage.Online] = "";
        layouts[(int)ArgentumClientMessage.Quit] = "";
        layouts[(int)ArgentumClientMessage.Resuscitate] = "";
        layouts[(int)ArgentumClientMessage.Help] = "";
        layouts[(int)ArgentumClientMessage.RequestStats] = "";
        layouts[(int)ArgentumClientMessage.RequestMotd] = "";
        layouts[(int)ArgentumClientMessage.Uptime] = "";
        layouts[(int)ArgentumClientMessage.Ping] = "";
        layouts[(int)ArgentumClientMessage.MoveItem] = "bb";
        return layouts;
    }
}
