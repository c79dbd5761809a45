using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Arena;

/// <summary>How far a client has come; what it may say depends on it.</summary>
internal enum ArenaState
{
    /// <summary>Only a name is heard.</summary>
    Connected,

    /// <summary>Only the wish to enter is heard.</summary>
    Authenticated,

    /// <summary>Has a seat; the world or the others may not know yet.</summary>
    InGame,

    /// <summary>Nothing is heard any more.</summary>
    Ended,
}

/// <summary>One client of the arena door: what it has proved, what it wants and whom it sees.</summary>
internal sealed class ArenaPlayer : IParticipant
{
    private const int KeptLimit = 8;

    /// <summary>UTF-16 units of a line that the server says to one player.</summary>
    private const int LongestLine = 500;

    private readonly byte[] _buffer = new byte[ArenaWriter.UsualLength];
    private readonly Queue<byte[]> _kept = [];
    private ChatAllowance _chat = new();

    public ArenaPlayer(WebSocketConnection connection, int tickRate, TimeSpan now)
    {
        Connection = connection;
        Inputs = new ArenaInputs(tickRate);

        // Whatever our own rate is, the client sends at its screen's.
        Meter = new TrafficMeter(Math.Max(ArenaInputs.MovesPerSecond, tickRate));
        ConnectedAt = now;
        connection.Owner = this;
    }

    public WebSocketConnection Connection { get; }

    public TimeSpan ConnectedAt { get; }

    public ArenaState State { get; set; }

    /// <summary>Unique in the process; the console and the other doors know the player by it.</summary>
    public string Name { get; set; } = "";

    /// <summary>As the player wrote it, cleaned: this wire tells people apart by number and lets them share a name.</summary>
    public string ShownName { get; set; } = "";

    public PlayerRole Role { get; private set; } = PlayerRole.Player;

    public string Address => Connection.Remote.ToString();

    /// <summary>The wire's pings are answered by us, so we cannot know it.</summary>
    public int RoundTripMilliseconds => 0;

    public Room? Room => Seat?.Room;

    public Seat? Seat { get; set; }

    /// <summary>Whether the player has been told of the own avatar; nothing of the game goes out before.</summary>
    public bool IsWelcomed { get; set; }

    public ArenaInputs Inputs { get; }

    public ArenaSight Sight { get; } = new();

    public TrafficMeter Meter { get; }

    public void ChangeRole(PlayerRole role)
    {
        Role = role;
        Tell(role == PlayerRole.Operator ? "You are an operator." : "You are a player.");
    }

    /// <summary>Lines that belong together go out together, as long as a message holds them.</summary>
    public void Tell(string text)
    {
        var chat = new ArenaWriter(_buffer, ArenaAnswer.Chat);
        bool isFirst = true;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> shown = line[..Math.Min(line.Length, LongestLine)];
            if (chat.Left < shown.Length * ArenaWriter.BytesPerUnit)
            {
                Send(ref chat);
                chat = new ArenaWriter(_buffer, ArenaAnswer.Chat);
                isFirst = true;
            }

            chat.Add(isFirst ? "" : "\n");
            chat.AddPlain(shown);
            isFirst = false;
        }

        Send(ref chat);
    }

    public void Drop(Reason reason, string text) => Connection.Close(WebSocketCloseCode.Normal, text);

    /// <summary>Keeps a message until the player is welcomed; false when too many wait already.</summary>
    public bool TryKeep(ReadOnlySpan<byte> message)
    {
        bool fits = _kept.Count < KeptLimit;
        if (fits)
            _kept.Enqueue(message.ToArray());
        return fits;
    }

    /// <summary>The next message that was kept.</summary>
    public bool TryTakeKept([NotNullWhen(true)] out byte[]? message) => _kept.TryDequeue(out message);

    /// <summary>Whether a chat line may go out; the first that may not is answered, the others are not.</summary>
    public bool MayChat(TimeSpan now)
    {
        bool may = _chat.TryTake(now, out bool isFirstRefusal);
        if (isFirstRefusal)
            Tell(ChatAllowance.Notice);
        return may;
    }

    private void Send(ref ArenaWriter chat)
    {
        chat.EndString();
        Connection.Send(chat.Message);
    }
}
