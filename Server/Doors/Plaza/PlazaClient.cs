using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol;
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
internal sealed class PlazaClient(WebSocketConnection connection, uint id, int tickRate, PlazaRoster roster, PlazaClock clock) : IParticipant
{
    /// <summary>Hops that wait: as many as an original client makes in the time after which silence ends its connection.</summary>
    public const int HopLimit = 320;

    private const int KeptLines = 5;
    private const int LongestAnswerLines = 32;

    private readonly Queue<PlazaPlace> _hops = [];
    private readonly Queue<string> _early = [];

    /// <summary>A little less than the world takes: what a client that is too fast has piled up melts, and it is not behind for ever.</summary>
    private TokenBucket _waitingHops = new(tickRate * 5 / 6.0, HopLimit);
    private ChatAllowance _chat = new();

    public WebSocketConnection Connection { get; } = connection;

    /// <summary>As the path of the connection had it.</summary>
    public uint Id { get; } = id;

    public string Name { get; set; } = "";

    public PlayerRole Role { get; private set; }

    public string Address => Connection.Remote.ToString();

    /// <summary>This wire does not measure it.</summary>
    public int RoundTripMilliseconds => 0;

    public Room? Room => Seat?.Room;

    /// <summary>Null until the room has given one, which is before anybody else sees the client.</summary>
    public Seat? Seat { get; set; }

    /// <summary>Whether the world has taken the join, and everybody was told.</summary>
    public bool IsIn { get; set; }

    /// <summary>The hop that this tick of the world takes, if any.</summary>
    public PlazaPlace? Offered { get; set; }

    /// <summary>The last hop that the world took, as the client said it and as the world was asked.</summary>
    public (PlazaPlace Place, PlayerWish Wish) Said { get; set; }

    /// <summary>Whether it has said where it is, or was put somewhere: before that nobody is told a place, as the original has none.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>What this client said in this tick, at full length: the room knows it cut to what everybody's wire holds.</summary>
    public Queue<string> Lines { get; } = [];

    /// <summary>Why the server ended the connection; none while it has not.</summary>
    public Reason DropReason { get; private set; }

    public void ChangeRole(PlayerRole role) => Role = role;

    public void Tell(string text)
    {
        int lines = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (++lines > LongestAnswerLines)
                return;
            if (!line.IsWhiteSpace())
                Tell(line);
        }
    }

    public void Drop(Reason reason, string text)
    {
        DropReason = reason;
        Connection.Close(WebSocketCloseCode.PolicyViolation, text);
    }

    /// <summary>Keeps a line until everybody knows who speaks; false when too many wait already.</summary>
    public bool TryKeep(string line)
    {
        bool fits = _early.Count < KeptLines;
        if (fits)
            _early.Enqueue(line);
        return fits;
    }

    /// <summary>The next line that was kept.</summary>
    public bool TryTakeKept([NotNullWhen(true)] out string? line) => _early.TryDequeue(out line);

    /// <summary>False when too many wait, or come too fast for too long, and the oldest had to go.</summary>
    public bool TryQueue(in PlazaPlace hop, TimeSpan now)
    {
        bool fits = _hops.Count == 0 || (_waitingHops.TryTake(1, now) && _hops.Count < HopLimit);
        if (!fits)
            _hops.Dequeue();
        _hops.Enqueue(hop);
        return fits;
    }

    /// <summary>Gives the next hop to the world, unless it still has one.</summary>
    public void Offer()
    {
        if (Offered is not null || Seat is not { State: SeatState.Playing } seat || !_hops.TryDequeue(out PlazaPlace hop))
            return;
        PlayerWish wish = hop.ToWish();
        seat.OfferNext(new PlayerCommand(default, 0, 0, wish.Facing, Buttons.None) { Wish = wish });
        Offered = hop;
    }

    /// <summary>Whether a chat line may go out; the first that may not is answered with a notice, the others with nothing.</summary>
    public bool MayChat(TimeSpan now)
    {
        bool may = _chat.TryTake(now, out bool isFirstRefusal);
        if (isFirstRefusal)
            Tell(ChatAllowance.Notice);
        return may;
    }

    private void Tell(ReadOnlySpan<char> line)
    {
        Span<byte> buffer = stackalloc byte[PlazaWire.ChatOverhead + (DisplayText.ChatLimit * 3)];
        ReadOnlySpan<char> cut = line[..Math.Min(line.Length, DisplayText.ChatLimit)];
        if (char.IsHighSurrogate(cut[^1]))
            cut = cut[..^1];
        Connection.Send(buffer[..PlazaWire.WriteChat(buffer, roster.VoiceId, cut, clock.Stamp)]);
    }
}
