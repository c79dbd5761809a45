using System.Diagnostics;
using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.History;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Commands;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Panels;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Play;
using Ecs.DebugView.Model.Space;
using Ecs.DebugView.Model.Timeline;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model;

/// <summary>
/// The whole window but its pixels: takes frames in, obeys keys and mouse, knows which moment is shown. What it looks like
/// is told by <see cref="ViewPicture"/>.
/// </summary>
public sealed class ViewModel : IDisposable
{
    /// <summary>Seconds of a live source that can be seen again.</summary>
    public const int HistorySeconds = 60;

    private readonly Frame _newest = new();
    private readonly Frame _past = new();
    private readonly Frame _acknowledged = new();
    private readonly Frame _played = new();
    private FrameHistory? _history;
    private int _roomShown;
    private EntityId _ownSeen;
    private Angle _aim;

    public ViewModel(IFrameSource source)
    {
        Source = source;
        Playback = new Playback(source.Archive is not null);
        Layers = LayerSet.For(null);
        DrawnLayers = LayerSet.ByDepth(Layers);
    }

    public IFrameSource Source { get; }

    public Playback Playback { get; }

    public Camera Camera { get; } = new();

    public Selection Selection { get; } = new();

    public CommandEditor Editor { get; } = new();

    public Drag Drag { get; } = new();

    public TickRhythm Rhythm { get; } = new();

    public Scrolls Scrolls { get; } = new();

    public Chronicle Chronicle { get; } = new();

    /// <summary>In the order of the legend.</summary>
    public IReadOnlyList<Layer> Layers { get; private set; }

    /// <summary>The same in the order of drawing.</summary>
    public IReadOnlyList<Layer> DrawnLayers { get; private set; }

    public bool ShowsLeft { get; set; } = true;

    public bool ShowsRight { get; set; } = true;

    public bool ShowsLower { get; set; } = true;

    public bool ShowsHelp { get; set; }

    /// <summary>Null until the source knows what it watches.</summary>
    public WorldFacts? Facts { get; private set; }

    /// <summary>The moment that is shown.</summary>
    public Frame Shown { get; private set; } = new();

    /// <summary>Whether a live source has shown nothing yet.</summary>
    public bool IsWaiting => Source.Archive is null && _newest.Number == 0;

    /// <summary>Null when nobody knows what the chosen player has put together.</summary>
    public Frame? Acknowledged { get; private set; }

    /// <summary>What was clickable in the last picture; the topmost last.</summary>
    public List<HotSpot> Spots { get; } = [];

    public Layout Layout { get; private set; } = Layout.Of(new Vector2(1280, 720), 10, true, true, true);

    private IFrameArchive? Archive => Source.Archive ?? _history;

    /// <summary>One turn: what arrived, what was pressed, how much time has passed.</summary>
    public void Update(ViewInput input, double seconds)
    {
        Source.Update();
        Meet(Source.Facts);
        Layout = Layout.Of(input.Window, Layers.Count, ShowsLeft, ShowsRight, ShowsLower, Source.Played is not null);
        MoveView(Layout.World);
        TakeFrames();
        TakeCorrections();
        TakeAnswers();
        if (Archive is { Count: > 0 } reach)
            Playback.Reach(reach.Oldest, reach.Newest);
        ViewHands.Obey(this, input);
        Play(input);
        if (Facts is not null)
            Playback.Advance(seconds, Facts.TickRate);
        ShowMoment();
        if (Selection.IsFollowed && EntitySearch.TryFind(Shown.View, Selection.Entity, out var followed))
            Camera.Target = Units.Place(followed);
        Source.Wishes.Selected = Selection.Entity;
        Source.Wishes.Player = Selection.Player;
        Source.Wishes.WantsCells = Layers.Any(static layer => layer is CellLayer { IsOn: true });
        Source.Wishes.WantsStocks = Layers.Any(static layer => layer is StockLayer { IsOn: true });
    }

    /// <summary>Seconds to wait before the next picture, so that it does not meet a tick of a server in this process.</summary>
    public double PauseForTick() => Facts is null || _newest.CopiedAt == 0
        ? 0
        : Rhythm.PauseFor(Stopwatch.GetElapsedTime(_newest.CopiedAt).TotalSeconds, 1.0 / Facts.TickRate);

    /// <summary>A recording begins to play here; 0 is its first tick. Live sources begin with the present.</summary>
    public void Begin(uint tick)
    {
        if (Source.Archive is not { Count: > 0 } archive)
            return;
        Playback.Reach(archive.Oldest, archive.Newest);
        if (tick != 0)
            Playback.Seek(tick);
    }

    /// <summary>Shows all of the map, or where the players are when there is no map.</summary>
    public void ShowAll()
    {
        if (Facts?.Map is { } map)
            Camera.Show(Units.ToArea(map.Bounds).Grow(Facts.AvatarHalf));
        else if (EntitySearch.TryFindAll(Shown.View, out var all))
            Camera.Show(all);
    }

    /// <summary>Shows what there is to see at first: all of the map, unless all that it holds lies in a small part of it.</summary>
    private void ShowHome()
    {
        if (Facts?.Home is { } home)
            Camera.Show(home);
        else
            ShowAll();
    }

    /// <summary>The next room of the server.</summary>
    public void WatchNextRoom()
    {
        if (Source.RoomCount > 1)
            Source.Wishes.Room = (Source.Wishes.Room + 1) % Source.RoomCount;
    }

    public void Dispose() => Source.Dispose();

    /// <summary>Another room is another world: nothing of the one before holds.</summary>
    private void Meet(WorldFacts? facts)
    {
        if (ReferenceEquals(facts, Facts) || facts is null)
            return;
        var isFirst = Facts is null;
        Facts = facts;
        Layers = LayerSet.For(facts);
        DrawnLayers = LayerSet.ByDepth(Layers);
        Chronicle.Clear();
        Selection.Clear();
        _newest.Clear();
        _roomShown = Source.Wishes.Room;
        _history = new FrameHistory(HistorySeconds * facts.TickRate);
        if (!isFirst && Source.Archive is null)
            Playback.GoLive();
        ShowHome();
    }

    /// <summary>Keeps the middle of the world in the middle when panels come and go, and shows all in the first picture.</summary>
    private void MoveView(in Picture.Area view)
    {
        var isFirst = Camera.View.Width <= 0;
        Camera.View = view;
        if (isFirst)
            ShowHome();
    }

    private void TakeFrames()
    {
        while (Facts is not null && Source.TryRead(out var frame))
        {
            if (_roomShown == Source.Wishes.Room && frame.Number > _newest.Number)
            {
                frame.TakeDetails(_newest);
                _history?.Add(frame);
                Chronicle.Add(frame, Facts);
                _newest.CopyFrom(frame);
            }

            Source.Return();
        }
    }

    /// <summary>Whether hands move an avatar now: one looks at the present, and has one.</summary>
    internal bool IsPlaying => Source.Played is { Slot.IsNone: false } && Playback.IsLive;

    private void Play(ViewInput input)
    {
        if (Source.Played is not { } played)
            return;
        var own = default(EntityState);
        var isThere = IsPlaying && EntitySearch.TryGetAvatar(played.Drawn, played.Slot, out own);
        if (isThere && _ownSeen != own.Id)
        {
            // A new avatar is looked at; who looks elsewhere afterwards does so on purpose.
            _ownSeen = own.Id;
            Selection.Choose(own);
            Selection.IsFollowed = true;
        }

        var held = !isThere || Editor.IsFocused ? HeldControls.None : input.Held;
        if (!Layout.World.Contains(input.Pointer) || ViewHands.SpotAt(this, input.Pointer) is not null)
            held &= ~(HeldControls.Fire | HeldControls.Special);
        var intent = PlayHands.IntentOf(held, isThere ? Camera.ToScreen(Units.Place(own)) : null, input.Pointer, _aim);
        _aim = intent.Aim;
        played.Want(intent);
    }

    /// <summary>What the player's screen shows, with all that the newest frame tells beside it.</summary>
    private Frame Compose()
    {
        _played.CopyFrom(_newest);
        _played.View.CopyFrom(Source.Played!.Drawn);
        return _played;
    }

    private void TakeCorrections()
    {
        while (Facts is not null && Source.Played is { } played && played.TryTakeCorrection(out var words))
        {
            Chronicle.Marks.Add(new Mark(_newest.Number, MarkKind.Correction));
            Chronicle.Tell(_newest.Number, _newest.View.Tick.Value, $"corrected: {words}");
        }
    }

    private void TakeAnswers()
    {
        while (Source.Commands.TryTakeAnswer(out var answer))
            Editor.Show(answer);
    }

    private void ShowMoment()
    {
        if (Facts is null)
            return;
        if (IsPlaying)
            Shown = Compose();
        else if (Playback.IsLive || Archive is not { Count: > 0 } archive)
            Shown = _newest;
        else if (Playback.HasEnd)
            RunTo(archive, Playback.Number, Facts);
        else if (archive.TryRead(Playback.Number, _past))
            Shown = _past;

        Acknowledged = FindAcknowledged();
    }

    /// <summary>
    /// Shows a moment of a recording. Every tick on the way is taken in, so that the log has no holes; after a jump it is the
    /// second before.
    /// </summary>
    private void RunTo(IFrameArchive archive, long number, WorldFacts facts)
    {
        var isNear = number >= _past.Number && number - _past.Number <= facts.TickRate;
        var first = isNear && _past.Number != 0 ? _past.Number + 1 : number - facts.TickRate;
        for (var passed = Math.Max(first, archive.Oldest); passed < number; passed++)
        {
            if (archive.TryRead(passed, _past))
                Chronicle.Add(_past, facts);
        }

        if (!archive.TryRead(number, _past))
            return;
        Shown = _past;
        Chronicle.Add(_past, facts);
    }

    /// <summary>What the chosen player's newest snapshot showed, out of the history.</summary>
    private Frame? FindAcknowledged()
    {
        if (Selection.Player.IsNone || _history is null || Source.Archive is not null
            || !Shown.TryGetPlayer(Selection.Player, out var player))
        {
            return null;
        }

        var acknowledged = Shown.HeldBy == Selection.Player ? Shown.HeldAt : player.Acknowledged;
        if (acknowledged == default(Tick))
            return null;

        long back = Shown.View.Tick.Since(acknowledged);
        return back >= 0 && _history.TryRead(Shown.Number - back, _acknowledged) ? _acknowledged : null;
    }
}
