using System.Runtime.InteropServices;
using Ecs.Server.Rooms;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Frames;

/// <summary>
/// A copy of a room's world and of the server's figures after one tick: all that the window draws. Frames are used again
/// and again; filling one allocates only while it grows.
/// </summary>
/// <param name="room">How many of each, entities, events, players and notes, it has room for from the start.</param>
public sealed class Frame(int room = 0)
{
    private readonly List<WorldEvent> _events = new(room);
    private readonly List<FramePlayer> _players = new(room);
    private readonly List<FrameNote> _notes = new(room);
    private readonly List<ThingStock> _stocks = [];
    private readonly List<EntityId> _held = [];
    private char[] _text = new char[1024];
    private int _textLength;

    /// <summary>The figures that the frame carries beside the lists; written as a whole.</summary>
    public FrameFigures Figures;

    /// <summary>
    /// Where the frame stands in its source: the server's tick, or the world's tick of a recording. It rises from frame to
    /// frame; a gap is what nobody copied.
    /// </summary>
    public long Number { get; set; }

    /// <summary>When the copy was made, in <see cref="System.Diagnostics.Stopwatch"/> units, if the server runs in this process; else 0.</summary>
    public long CopiedAt { get; set; }

    /// <summary>The world itself, with its own tick.</summary>
    public WorldView View { get; } = new(room);

    /// <summary>What happened in the world in this tick.</summary>
    public ReadOnlySpan<WorldEvent> Events => CollectionsMarshal.AsSpan(_events);

    /// <summary>Who sits in the room, lowest seat first.</summary>
    public ReadOnlySpan<FramePlayer> Players => CollectionsMarshal.AsSpan(_players);

    /// <summary>Lines for the log.</summary>
    public ReadOnlySpan<FrameNote> Notes => CollectionsMarshal.AsSpan(_notes);

    /// <summary>What is left of things, when somebody asked for it; those that the frame's view holds, in its order.</summary>
    public ReadOnlySpan<ThingStock> Stocks => CollectionsMarshal.AsSpan(_stocks);

    /// <summary>
    /// Whether <see cref="Players"/> and <see cref="Stocks"/> were left out. They change slowly and cost the most, so most frames
    /// of a hosted server come without: they are as in the frame before (<see cref="TakeDetails"/>).
    /// </summary>
    public bool LacksDetails { get; set; }

    /// <summary>What the client of <see cref="HeldBy"/> is known to have in view; empty where nobody asked or says, and in frames of the past.</summary>
    public ReadOnlySpan<EntityId> Held => CollectionsMarshal.AsSpan(_held);

    /// <summary>Whose view <see cref="Held"/> is; none for nobody's.</summary>
    public PlayerSlot HeldBy { get; private set; } = PlayerSlot.None;

    /// <summary>The world's tick of that view.</summary>
    public Tick HeldAt { get; private set; }

    /// <summary>Whose bytes <see cref="Shares"/> are; none for those of all clients of the room.</summary>
    public PlayerSlot SharesOf { get; set; } = PlayerSlot.None;

    /// <summary>What the room's clients were sent so far, by cause and component; empty where nobody says, and in frames of the past.</summary>
    public TrafficShares Shares { get; } = new();

    /// <summary>The broad phase of this tick, when somebody asked for it.</summary>
    public CellCounts Cells { get; } = new();

    /// <summary>The components of the entity that the inspector asked for; empty for none.</summary>
    public EntityImage Selected { get; } = new();

    public void Add(in WorldEvent happened) => _events.Add(happened);

    public void Add(in FramePlayer player) => _players.Add(player);

    public void Add(in ThingStock stock) => _stocks.Add(stock);

    /// <summary>Takes in what a client has in view.</summary>
    public void TakeHeld(PlayerSlot slot, Guest client)
    {
        _held.Clear();
        HeldAt = client.CopyHeld(_held);
        HeldBy = HeldAt == default(Tick) ? PlayerSlot.None : slot;
    }

    /// <summary>Adds a line; the text is copied.</summary>
    public void Add(in FrameNote note, ReadOnlySpan<char> text)
    {
        if (_text.Length - _textLength < text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + text.Length));
        text.CopyTo(_text.AsSpan(_textLength));
        _notes.Add(note with { Start = _textLength, Length = text.Length });
        _textLength += text.Length;
    }

    /// <summary>The text of a note of this frame.</summary>
    public ReadOnlySpan<char> TextOf(in FrameNote note) => _text.AsSpan(note.Start, note.Length);

    /// <summary>The player in a seat; false when nobody sits there.</summary>
    public bool TryGetPlayer(PlayerSlot slot, out FramePlayer player)
    {
        foreach (ref readonly var candidate in Players)
        {
            if (candidate.Slot == slot)
            {
                player = candidate;
                return true;
            }
        }

        player = default;
        return false;
    }

    /// <summary>What is left of a thing; false when it is not there, or nobody asked.</summary>
    public bool TryGetStock(EntityId id, out ThingStock stock)
    {
        foreach (ref readonly var candidate in Stocks)
        {
            if (candidate.Id == id)
            {
                stock = candidate;
                return true;
            }
        }

        stock = default;
        return false;
    }

    public void Clear()
    {
        Number = 0;
        CopiedAt = 0;
        Figures = default;
        View.Clear();
        _events.Clear();
        _players.Clear();
        _notes.Clear();
        _stocks.Clear();
        _textLength = 0;
        Cells.Clear();
        Selected.Clear();
        Shares.Clear();
        SharesOf = PlayerSlot.None;
        _held.Clear();
        (HeldBy, HeldAt) = (PlayerSlot.None, default);
        LacksDetails = false;
    }

    public void CopyFrom(Frame other)
    {
        Number = other.Number;
        CopiedAt = other.CopiedAt;
        Figures = other.Figures;
        View.CopyFrom(other.View);
        Become(_events, other._events);
        Become(_players, other._players);
        Become(_notes, other._notes);
        Become(_stocks, other._stocks);
        Become(_held, other._held);
        (HeldBy, HeldAt) = (other.HeldBy, other.HeldAt);
        Shares.CopyFrom(other.Shares);
        SharesOf = other.SharesOf;
        if (_text.Length < other._textLength)
            _text = new char[other._text.Length];
        other._text.AsSpan(0, other._textLength).CopyTo(_text);
        _textLength = other._textLength;
        Cells.CopyFrom(other.Cells);
        Selected.CopyFrom(other.Selected);
        LacksDetails = other.LacksDetails;
    }

    /// <summary>Fills in what the frame before had, when this one came without.</summary>
    public void TakeDetails(Frame before)
    {
        if (!LacksDetails)
            return;
        Become(_players, before._players);
        Become(_stocks, before._stocks);
        Shares.CopyFrom(before.Shares);
        SharesOf = before.SharesOf;
        LacksDetails = false;
    }

    private static void Become<T>(List<T> list, List<T> other)
    {
        CollectionsMarshal.SetCount(list, other.Count);
        CollectionsMarshal.AsSpan(other).CopyTo(CollectionsMarshal.AsSpan(list));
    }
}
