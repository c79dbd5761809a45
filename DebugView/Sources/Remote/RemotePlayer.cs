using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Client.Prediction;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Play;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Sources.Remote;

/// <summary>The player of this window on a server elsewhere.</summary>
internal sealed class RemotePlayer : IPlayed
{
    private const int MarkLimit = 64;
    private const double FadeSeconds = 2;

    private static readonly (CorrectionReason Reason, string Words)[] Reasons =
    [
        (CorrectionReason.MissedInput, "missed input"),
        (CorrectionReason.Push, "push"),
        (CorrectionReason.LostSnapshot, "lost snapshot"),
        (CorrectionReason.ModeEvent, "event of the mode"),
        (CorrectionReason.CommandRefused, "command refused"),
    ];

    private readonly Func<GameClient> _client;
    private readonly TimeProvider _time;
    private readonly long _start;
    private PlayerScreen _screen;
    private GameClient _screened;
    private long _drawnAt;

    /// <param name="client">The connection, which may be another one later.</param>
    /// <param name="time">Of the pictures.</param>
    public RemotePlayer(Func<GameClient> client, TimeProvider time)
    {
        (_client, _time) = (client, time);
        _start = _drawnAt = time.GetTimestamp();
        _screened = client();
        _screen = new PlayerScreen(_screened);
    }

    public PlayerSlot Slot => _screened.State == ClientState.Playing ? _screened.Slot : PlayerSlot.None;

    public WorldView Drawn { get; private set; } = new();

    public WorldView Told => _screened.View;

    public BoundedLog<CorrectionMark> Marks { get; } = new(MarkLimit, static mark => mark.Number);

    public PlayFigures Figures { get; } = new();

    private long Milliseconds => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    public float FadeOf(in CorrectionMark mark) => (float)((Milliseconds - mark.Number) / (FadeSeconds * 1000));

    public void Want(in PlayerIntent intent) => _screened.Intent = intent;

    public bool TryTakeCorrection([NotNullWhen(true)] out string? words)
    {
        words = null;
        if (!_screen.Corrections.TryTake(out var correction))
            return false;

        words = WordsOf(correction.Reason);
        Marks.Add(new CorrectionMark(Milliseconds, PlaceOf(correction.Before), PlaceOf(correction.After), words));
        return true;
    }

    /// <summary>Makes the next picture.</summary>
    public void Update()
    {
        if (!ReferenceEquals(_screened, _client()))
        {
            _screened = _client();
            _screen = new PlayerScreen(_screened);
        }

        var now = _time.GetTimestamp();
        Drawn = _screen.Draw(_time.GetElapsedTime(_drawnAt, now));
        _drawnAt = now;
        TakeFigures();
    }

    private static string WordsOf(CorrectionReason reason)
    {
        foreach (var (known, words) in Reasons)
        {
            if (known == reason)
                return words;
        }

        return reason.ToString();
    }

    private static Vector2 PlaceOf(FixedVector place) => new(Units.ToFloat(place.X), Units.ToFloat(place.Y));

    private void TakeFigures()
    {
        Figures.Net = _screened.Net;
        Figures.AheadTicks = _screened.Prediction is { IsReady: true } prediction ? prediction.Tick.Since(_screened.Snapshot.Tick) : 0;
        Figures.Corrections.Clear();
        foreach (var (reason, words) in Reasons)
            Figures.Corrections.Add((words, _screened.Prediction?.Corrections(reason) ?? 0));
        TakeComponents();
    }

    private void TakeComponents()
    {
        var names = _screened.Components;
        var bits = _screened.ComponentBits;
        Figures.Components.Clear();
        for (var index = 0; index < Math.Min(names.Count, bits.Length); index++)
            Figures.Components.Add((names[index], bits[index] / 8));
        Figures.Components.Sort(static (one, other) => other.Bytes.CompareTo(one.Bytes));
    }
}
