namespace Ecs.Protocol;

/// <summary>What an id alone tells: who sends the message and how it travels.</summary>
public static class MessageIds
{
    private const MessageId FirstOfServer = (MessageId)64;

    /// <summary>By id. Every message of the wire is asked for here, and a table is what that takes least of.</summary>
    private static readonly bool[] Known = FindKnown();

    public static bool IsSentBy(this MessageId id, Side side) => Known[(byte)id] && (side == Side.Client) == (id < FirstOfServer);

    public static Lane LaneOf(this MessageId id) =>
        id is MessageId.Input or MessageId.SnapshotPart or MessageId.PathProbe or MessageId.PathEcho ? Lane.Stream : Lane.Control;

    /// <summary>Bytes of the longest message on the lane.</summary>
    public static int ByteLimit(this Lane lane) => lane == Lane.Stream ? Limits.StreamBytes : Limits.ControlBytes;

    private static bool[] FindKnown()
    {
        var known = new bool[byte.MaxValue + 1];
        foreach (var id in Enum.GetValues<MessageId>())
            known[(byte)id] = id != MessageId.None;

        return known;
    }
}
