using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// The door for clients of the original Bloom Sky arena: binary messages over a WebSocket on <c>/</c>. Described in docs/doors.md.
/// </summary>
public sealed class ArenaDoor : WebSocketDoor
{
    private readonly ArenaOptions _options;
    private readonly List<ArenaGuest> _players = [];
    private ArenaHandler? _handler;
    private ArenaFeed? _feed;

    /// <param name="context">What it shares with the other doors.</param>
    /// <param name="room">Of the mode arena; null for none yet.</param>
    /// <param name="streams">Belongs to the door from now on.</param>
    /// <param name="options">What it asks of clients.</param>
    public ArenaDoor(DoorContext context, Room? room, IStreamListener streams, ArenaOptions options)
        : base("arena", context, streams, options.WebSocket)
    {
        _options = options;
        if (room is not null)
            Lead(room);
    }

    public static DoorKind Kind { get; } = new("arena", 9913, ["arena"], Open);

    private static int Open(DoorOpening opening, out IDoor? door, out string fault)
    {
        var options = new ArenaOptions
        {
            AuthenticationSeconds = opening.Connection.AuthenticationSeconds,
            WebSocket = new() { ConnectionLimit = opening.Connection.Limit },
        };
        return Open(
            opening, options.WebSocket, new ArenaPingWord(), streams => new ArenaDoor(opening.Context, null, streams, options), out door, out fault);
    }

    protected override IEnumerable<Guest> Guests => _players;

    public override void Lead(Room room)
    {
        base.Lead(room);
        _handler = new ArenaHandler(Context, room);
        _feed = new ArenaFeed(room, Context.Clock, _players);
    }

    protected override void OnLeft()
    {
        _players.Clear();
        _feed = null;
    }

    public override void Receive(TimeSpan elapsed)
    {
        foreach (var player in _players)
            _handler!.CatchUp(player);
        base.Receive(elapsed);
    }

    public override void Settle()
    {
        _players.RemoveAll(static player => player.HasLeft);
        foreach (var player in _players)
            _handler!.Watch(player, TimeSpan.FromSeconds(_options.AuthenticationSeconds));
    }

    public override void Offer()
    {
        foreach (var player in _players)
        {
            // One command per tick. While the room is paused the last one stays where it is, and the next wait at the door.
            if (player.Seat is { State: SeatState.Playing, Inputs.Waiting: 0 } seat)
                seat.OfferNext(player.Inputs.Next());
        }
    }

    public override void Tell() => _feed?.Tell();

    protected override void Welcome(WebSocketConnection connection, Room room) =>
        _players.Add(new ArenaGuest(Context, connection, room.Options.TickRate));

    public override void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (connection.Owner is not ArenaGuest player)
            return;
        if (opcode == WebSocketOpcode.Binary)
        {
            _handler!.Hear(player, payload);
            return;
        }

        Count(DropCause.WrongLane);
        connection.Close(WebSocketCloseCode.UnsupportedData, "Binary messages only");
    }
}
