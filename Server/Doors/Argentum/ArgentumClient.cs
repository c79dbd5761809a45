using Ecs.Protocol;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Guards;
using Ecs.Server.Net.Streams;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Simulation.Components;

namespace Ecs.Server.Doors.Argentum;

/// <summary>One connection of an Argentum client: who it is, what it has been told and what it still has to hear.</summary>
internal sealed class ArgentumClient : IParticipant
{
    private const int LongestAnswerLines = 32;
    private const int DiceLimit = 8;

    private readonly ArgentumDoor _door;
    private readonly Queue<(TimeSpan Due, DiceThrow Dice)> _dice = new();
    private readonly PacketQueue _packets = new();
    private readonly bool[] _isTold = new bool[byte.MaxValue + 1];
    private ChatAllowance _chat = new();
    private ToldPlace[] _told = [];

    public ArgentumClient(ArgentumDoor door, ByteStream stream, TimeSpan now)
    {
        _door = door;
        Stream = stream;
        ConnectedAt = now;
        Address = stream.Remote.ToString();
    }

    public ByteStream Stream { get; }

    public TimeSpan ConnectedAt { get; }

    public ClientState State { get; set; }

    public string Name { get; set; } = "";

    public PlayerRole Role { get; private set; }

    public string Address { get; }

    /// <summary>This wire has no way to measure it.</summary>
    public int RoundTripMilliseconds => 0;

    public Room? Room => Seat?.Room;

    public Seat? Seat { get; set; }

    public OnlineCharacter? Character { get; set; }

    public TimeSpan NextSave { get; set; }

    /// <summary>Refused names and passwords so far.</summary>
    public int Refusals { get; set; }

    /// <summary>Whether the last packet moved an item, whose kind of move may follow.</summary>
    public bool MaySayKindOfMove { get; set; }

    /// <summary>What was thrown last; the next character made on this connection gets it.</summary>
    public DiceThrow? Thrown { get; private set; }

    /// <summary>Notices a client that has stopped reading.</summary>
    public StreamWatch Watch;

    /// <summary>The stats that the client shows.</summary>
    public Vitals ShownVitals;
    public Health ShownHealth;

    /// <summary>Where the client looked from when it was last shown what is in sight.</summary>
    public (byte X, byte Y) LooksFrom { get; set; }

    public void ChangeRole(PlayerRole role)
    {
        Role = role;
        Tell(role == PlayerRole.Operator ? "Ahora eres operador." : "Ya no eres operador.");
    }

    public void Tell(string text)
    {
        // The first packet but an error or dice switches the client's screen: nothing may come before the welcome.
        if (State != ClientState.Playing)
        {
            return;
        }

        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var lines = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++lines > LongestAnswerLines)
            {
                return;
            }

            if (!line.IsWhiteSpace())
            {
                Send(packet[..SessionPackets.ConsoleMessage(packet, line)]);
            }
        }
    }

    /// <summary>Says a thing about a message the first time that it comes; who presses a button again knows already.</summary>
    public void TellOnce(byte message, string text)
    {
        if (State == ClientState.Playing && !_isTold[message])
        {
            _isTold[message] = true;
            Tell(text);
        }
    }

    public void Drop(Reason reason, string text) => _door.End(this, reason, text.Length != 0 ? text : ArgentumTexts.Farewell(reason));

    /// <summary>Queues one whole packet. A client for whom too much waits is gone.</summary>
    public void Send(ReadOnlySpan<byte> packet)
    {
        if (State != ClientState.Gone && !_packets.TryAdd(packet))
        {
            _door.Lose(this);
        }
    }

    /// <summary>
    /// Lets out what one write may hold, once the write before it is out: two that meet in the stream would be one, and be cut
    /// anywhere. False when the stream takes nothing any more.
    /// </summary>
    public bool Flush() => Stream.PendingBytes != 0 || _packets.TrySendBatch(Stream);

    /// <summary>Lets everything out, because nothing will follow.</summary>
    public void FlushAll()
    {
        while (!_packets.IsEmpty && _packets.TrySendBatch(Stream))
        {
        }
    }

    /// <summary>Keeps a throw for the next character and its answer until it is due; false when too many answers wait.</summary>
    public bool TryThrow(DiceThrow dice, TimeSpan due)
    {
        if (_dice.Count >= DiceLimit)
        {
            return false;
        }

        Thrown = dice;
        _dice.Enqueue((due, dice));
        return true;
    }

    /// <summary>Lets those dice answers out that have been held back long enough.</summary>
    public void ShowDice(TimeSpan now)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        while (_dice.TryPeek(out var next) && next.Due <= now)
        {
            _dice.Dequeue();
            Send(packet[..SessionPackets.DiceRoll(packet, next.Dice)]);
        }
    }

    /// <summary>The dice belong to one character.</summary>
    public void ForgetDice()
    {
        Thrown = null;
        _dice.Clear();
    }

    /// <summary>Whether a line may go out; the first that may not is answered, the others are not.</summary>
    public bool MayChat(TimeSpan now)
    {
        bool may = _chat.TryTake(now, out bool isFirstRefusal);
        if (isFirstRefusal)
            Tell(ArgentumTexts.ChatTooFast);
        return may;
    }

    /// <summary>What the client has last been told of the character in that row of the board.</summary>
    public ref ToldPlace Told(int row)
    {
        if (row >= _told.Length)
        {
            Array.Resize(ref _told, Math.Max(64, row * 2));
        }

        return ref _told[row];
    }
}
