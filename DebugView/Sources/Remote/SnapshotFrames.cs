using Ecs.Client;
using Ecs.DebugView.Frames;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.DebugView.Sources.Remote;

/// <summary>
/// Makes a frame of every snapshot that a client receives, with what was told beside it. Numbers follow the world's ticks and
/// keep rising when a server begins anew.
/// </summary>
internal sealed class SnapshotFrames
{
    private const string Unnamed = "other";

    private readonly Frame _frame = new();
    private readonly Dictionary<PlayerSlot, DiagnosticsPlayer> _people = [];
    private Tick _last;
    private long _base;
    private int _told;
    private FrameFigures _figures;
    private readonly TrafficShares _shares = new();

    /// <summary>The newest frame, if the client has one that was not taken yet.</summary>
    public bool TryTake(GameClient client, out Frame frame)
    {
        frame = _frame;
        if (!client.IsInRoom || client.View.Tick == _last || client.View.Tick == default(Tick))
            return false;
        if (!client.View.Tick.IsNewerThan(_last))
            _base = _frame.Number;
        _last = client.View.Tick;
        var number = Math.Max(_base + _last.Value, _frame.Number + 1);
        frame.Clear();
        frame.Number = number;
        frame.View.CopyFrom(client.View);
        TakeDiagnostics(client);
        foreach (var player in client.Roster.Players)
            frame.Add(PlayerOf(player));
        frame.Figures = _figures;
        frame.Shares.CopyFrom(_shares);
        while (client.Events.TryTake(out var happened))
            frame.Add(happened.Event);
        while (client.Chat.TryTake(out var chat))
            frame.Add(new FrameNote(KindOf(chat.Kind), chat.Slot, chat.Name), chat.Text);
        return true;
    }

    /// <summary>Another connection: its ticks are compared with nothing.</summary>
    public void Restart()
    {
        _last = default;
        _base = _frame.Number;
        _told = 0;
        _figures = default;
        _shares.Clear();
        _people.Clear();
    }

    private static FrameNoteKind KindOf(ChatKind kind) => kind switch
    {
        ChatKind.Player => FrameNoteKind.Chat,
        ChatKind.Server => FrameNoteKind.ServerChat,
        ChatKind.Announcement => FrameNoteKind.Announcement,
        _ => FrameNoteKind.Notice,
    };

    private void TakeDiagnostics(GameClient client)
    {
        if (client.DiagnosticsCount == _told)
            return;
        _told = client.DiagnosticsCount;
        var told = client.Diagnostics;
        _figures = new FrameFigures
        {
            Parts = FrameParts.Tick | FrameParts.Pace | FrameParts.Traffic | FrameParts.PlayerTraffic,
            TickNanoseconds = (int)Math.Min(told.TickMean * 1000L, int.MaxValue),
            LatenessMicroseconds = (int)Math.Min(told.Lateness, int.MaxValue),
            AllocatedBytes = (long)told.Allocated,
            SkippedTicks = (long)told.Skipped,
            Collections = (int)told.Collections,
            Players = told.Players,
            Sessions = told.Sessions,
            BytesIn = (long)told.BytesIn,
            BytesOut = (long)told.BytesOut,
            PacketsIn = (long)told.PacketsIn,
            PacketsOut = (long)told.PacketsOut,
        };
        _people.Clear();
        foreach (var person in client.DiagnosticsPeople)
            _people[person.Slot] = person;
        TakeShares(client);
    }

    /// <summary>A server that counts more than this program knows of, and one whose schema has not come yet, is told of as far as it is known.</summary>
    private void TakeShares(GameClient client)
    {
        _shares.Clear();
        var causes = client.DiagnosticsCauses;
        var components = client.DiagnosticsComponents;
        for (var cause = 0; cause < causes.Length; cause++)
            _shares.AddCause(cause < TrafficShares.NativeCauses.Count ? TrafficShares.NativeCauses[cause] : Unnamed, (long)causes[cause]);
        for (var component = 0; component < Math.Min(components.Length, client.Components.Count); component++)
            _shares.AddComponent(client.Components[component], (long)components[component]);
    }

    private FramePlayer PlayerOf(in PlayerInfo info)
    {
        var player = new FramePlayer(info.Slot, info.Avatar, info.Name) { IsBot = info.IsBot };
        return _people.TryGetValue(info.Slot, out var told)
            ? player with
            {
                RoundTripMilliseconds = told.RoundTrip,
                LossPerMille = told.Loss == DiagnosticsPlayer.UnknownLoss ? FramePlayer.Unknown : told.Loss,
                BytesOut = told.BytesOut == 0 ? FramePlayer.Unknown : (long)told.BytesOut,
                Acknowledged = told.Acknowledged,
                Held = told.Held,
            }
            : player;
    }
}
