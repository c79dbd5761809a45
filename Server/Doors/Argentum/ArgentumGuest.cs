using System.Net;
using Ecs.Protocol;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Net.Streams;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Text;
using Ecs.Simulation.Components;

namespace Ecs.Server.Doors.Argentum;

/// <summary>One connection of an Argentum client: who it is, what it has been told and what it still has to hear.</summary>
internal sealed class ArgentumGuest : Guest
{
    private const int DiceLimit = 8;

    /// <summary>Code points of a line: what is written here, the console of the clients can show.</summary>
    private const int ChatLimit = 255;

    private readonly ArgentumDoor _door;
    private readonly Queue<(TimeSpan Due, DiceThrow Dice)> _dice = new();
    private readonly PacketQueue _packets = new();
    private readonly bool[] _isTold = new bool[byte.MaxValue + 1];
    private ToldPlace[] _told = [];
    private bool _isBehind;

    public ArgentumGuest(DoorContext context, ArgentumDoor door, ByteStream stream)
        : base(context)
    {
        _door = door;
        Stream = stream;
        Address = stream.Remote.ToString();
    }

    public ByteStream Stream { get; }

    public ArgentumState State { get; set; }

    public override string Address { get; }

    public override IPAddress? Source => Stream.Remote.Address;

    /// <summary>The first packet but an error or dice switches the client's screen: nothing may come before the welcome.</summary>
    public override bool CanHear => State == ArgentumState.Playing;

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

    /// <summary>Says a thing about a message the first time that it comes; who presses a button again knows already.</summary>
    public void TellOnce(byte message, string text)
    {
        if (CanHear && !_isTold[message])
        {
            _isTold[message] = true;
            Tell(text);
        }
    }

    /// <summary>Queues one whole packet. A client for whom too much waits is lost with the next <see cref="Flush"/>.</summary>
    public void Send(ReadOnlySpan<byte> packet) =>
        _isBehind |= State != ArgentumState.Gone && !_isBehind && !_packets.TryAdd(packet);

    /// <summary>
    /// Lets out what one write may hold, once the write before it is out: two that meet in the stream would be one, and be cut
    /// anywhere. False when the stream takes nothing any more.
    /// </summary>
    public bool Flush() => !_isBehind && (Stream.PendingBytes != 0 || _packets.TrySendBatch(Stream));

    /// <summary>Keeps a throw for the next character and its answer until it is due; false when too many answers wait.</summary>
    public bool TryThrow(DiceThrow dice, TimeSpan due)
    {
        if (_dice.Count >= DiceLimit)
            return false;

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

    /// <summary>What the client has last been told of the character in that row of the index.</summary>
    public ref ToldPlace Told(int row)
    {
        if (row >= _told.Length)
            Array.Resize(ref _told, Math.Max(64, row * 2));

        return ref _told[row];
    }

    protected override string WritesTooFast => ArgentumTexts.ChatTooFast;

    protected override void TellLine(ReadOnlySpan<char> line)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        Send(packet[..SessionPackets.ConsoleMessage(packet, line)]);
    }

    protected override void TellRole() => Tell(Role == PlayerRole.Operator ? "Ahora eres operador." : "Ya no eres operador.");

    protected override string WhisperOf(string from, string text) => $"{from} te susurra: {text}";

    protected override string FarewellOf(Reason reason) => ArgentumTexts.Farewell(reason);

    protected override string Clean(string raw) => DisplayText.CleanChat(raw, ChatLimit);

    protected override void Obey(string line) => _door.Answers!.Obey(this, line);

    protected override void Close(Reason reason, string text)
    {
        if (text.Length != 0)
        {
            Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
            Send(packet[..SessionPackets.ErrorMessage(packet, text)]);
        }

        while (!_packets.IsEmpty && _packets.TrySendBatch(Stream))
        {
            // All of it, because nothing will follow.
        }

        Stream.Close();
    }

    protected override void OnLeaving(Reason reason)
    {
        if (State == ArgentumState.Playing)
            Character!.Leave(_door.SaveOf(this));
        else
            Character?.Leave();

        State = ArgentumState.Gone;
    }
}
