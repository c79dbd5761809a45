using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>How the server is doing, ten times a second, for operators who are in a room. Totals count from its start.</summary>
/// <param name="ServerTick">Ticks that the server has run.</param>
/// <param name="TickMean">Mean length of the ticks since the last message, microseconds.</param>
/// <param name="TickLongest">The longest of them, microseconds.</param>
/// <param name="Lateness">How late the last one began, microseconds.</param>
/// <param name="Skipped">Slots given up; total.</param>
/// <param name="Allocated">Bytes that ticks allocated; total.</param>
/// <param name="Collections">Of the youngest generation; total.</param>
/// <param name="Players">In all rooms, bots included.</param>
/// <param name="Sessions">Connections of all doors.</param>
/// <param name="BytesIn">Total.</param>
/// <param name="BytesOut">Total.</param>
/// <param name="PacketsIn">Total.</param>
/// <param name="PacketsOut">Total.</param>
/// <param name="People">The room's players who have a connection, at most <see cref="Limits.DiagnosticsPlayers"/>.</param>
/// <param name="Causes">
/// Bits to the room's clients since their connections began, with the heads of IP and UDP, by what they were spent on, at most
/// <see cref="Limits.DiagnosticsCauses"/>: headers, enter, update, leave, repeated, datagrams, control.
/// </param>
/// <param name="Components">Of those, the bits that tell of each component, in the order in which the schema first names them.</param>
public readonly record struct Diagnostics(
    ulong ServerTick,
    uint TickMean,
    uint TickLongest,
    uint Lateness,
    ulong Skipped,
    ulong Allocated,
    uint Collections,
    ushort Players,
    ushort Sessions,
    ulong BytesIn,
    ulong BytesOut,
    ulong PacketsIn,
    ulong PacketsOut,
    WireList<DiagnosticsPlayer, DiagnosticsPlayer> People,
    WireList<ulong, BitCount> Causes,
    WireList<ulong, BitCount> Components) : IMessage<Diagnostics>
{
    public static MessageId Id => MessageId.Diagnostics;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 16;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(ServerTick);
        writer.Write(TickMean);
        writer.Write(TickLongest);
        writer.Write(Lateness);
        writer.Write(Skipped);
        writer.Write(Allocated);
        writer.Write(Collections);
        writer.Write(Players);
        writer.Write(Sessions);
        writer.Write(BytesIn);
        writer.Write(BytesOut);
        writer.Write(PacketsIn);
        writer.Write(PacketsOut);
        People.Write(ref writer, Limits.DiagnosticsPlayers);
        Causes.Write(ref writer, Limits.DiagnosticsCauses);
        Components.Write(ref writer, Limits.SchemaFields);
    }

    public static bool TryRead(ref MessagePackReader reader, out Diagnostics message)
    {
        message = new()
        {
            ServerTick = reader.ReadUInt64(),
            TickMean = reader.ReadUInt32(),
            TickLongest = reader.ReadUInt32(),
            Lateness = reader.ReadUInt32(),
            Skipped = reader.ReadUInt64(),
            Allocated = reader.ReadUInt64(),
            Collections = reader.ReadUInt32(),
            Players = reader.ReadUInt16(),
            Sessions = reader.ReadUInt16(),
            BytesIn = reader.ReadUInt64(),
            BytesOut = reader.ReadUInt64(),
            PacketsIn = reader.ReadUInt64(),
            PacketsOut = reader.ReadUInt64(),
        };
        if (!WireList<DiagnosticsPlayer, DiagnosticsPlayer>.TryRead(ref reader, Limits.DiagnosticsPlayers, out var people)
            || !WireList<ulong, BitCount>.TryRead(ref reader, Limits.DiagnosticsCauses, out var causes)
            || !WireList<ulong, BitCount>.TryRead(ref reader, Limits.SchemaFields, out var components))
        {
            return false;
        }

        message = message with { People = people, Causes = causes, Components = components };
        return true;
    }
}
