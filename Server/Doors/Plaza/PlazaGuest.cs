using Ecs.Protocol;
using Ecs.Server.Base;
using Ecs.Server.Guards;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Doors.Plaza;

/// <summary>
/// Somebody with a connection of this door and a seat in its room. Hops wait here, because the world takes one per tick and
/// none may be lost when a network delivers half a minute of them at once.
/// </summary>
internal sealed class PlazaGuest(
    DoorContext context, WebSocketConnection connection, uint id, int tickRate, PlazaRoster roster, PlazaClock clock)
    : WebSocketGuest(context, connection)
{
    /// <summary>Hops that wait: as many as an original client makes in the time after which silence ends its connection.</summary>
    public const int HopLimit = 320;

    private const int KeptLines = 5;

    private readonly Queue<PlazaPlace> _hops = [];

    /// <summary>A little less than the world takes: what a client that is too fast has piled up melts, and it is not behind for ever.</summary>
    private TokenBucket _waitingHops = new(tickRate * 5 / 6.0, HopLimit);

    /// <summary>As the path of the connection had it.</summary>
    public uint Id { get; } = id;

    /// <summary>What came before the world had taken the join, and everybody was told.</summary>
    public BoundedQueue<string> Early { get; } = new(KeptLines);

    /// <summary>The hop that this tick of the world takes, if any.</summary>
    public PlazaPlace? Offered { get; set; }

    /// <summary>The last hop that the world took, as the client said it and as the world was asked.</summary>
    public (PlazaPlace Place, PlayerWish Wish) Said { get; set; }

    /// <summary>Whether it has said where it is, or was put somewhere: before that nobody is told a place, as the original has none.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>What this client said in this tick, at full length: the room knows it cut to what everybody's wire holds.</summary>
    public Queue<string> Lines { get; } = [];

    /// <summary>False when too many wait, or come too fast for too long, and the oldest had to go.</summary>
    public bool TryQueue(in PlazaPlace hop, TimeSpan now)
    {
        var fits = _hops.Count == 0 || (_waitingHops.TryTake(1, now) && _hops.Count < HopLimit);
        if (!fits)
            _hops.Dequeue();
        _hops.Enqueue(hop);
        return fits;
    }

    /// <summary>Gives the next hop to the world, unless it still has one.</summary>
    public void Offer()
    {
        if (Offered is not null || Seat is not { State: SeatState.Playing } seat || !_hops.TryDequeue(out var hop))
            return;
        var wish = hop.ToWish();
        seat.OfferNext(new PlayerCommand(default, 0, 0, wish.Facing, Buttons.None) { Wish = wish });
        Offered = hop;
    }

    protected override string Clean(string raw) => PlazaText.Clean(raw);

    /// <summary>At this door the line is heard as long as it is, elsewhere as much of it as every wire holds.</summary>
    protected override void Chat(string text)
    {
        Lines.Enqueue(text);
        base.Chat(DisplayText.CleanChat(text));
    }

    protected override void OnLeaving(Reason reason) => roster.Remove(this);

    protected override void TellLine(ReadOnlySpan<char> line)
    {
        Span<byte> buffer = stackalloc byte[PlazaWire.ChatOverhead + Limits.TextBytes];
        var cut = TextCut.Fit(line, Limits.ChatCodePoints, Limits.TextBytes);
        Connection.Send(buffer[..PlazaWire.WriteChat(buffer, roster.VoiceId, cut, clock.Stamp)]);
    }
}
