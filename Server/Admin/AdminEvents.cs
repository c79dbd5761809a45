using System.Threading.Channels;
using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;

namespace Ecs.Server.Admin;

/// <summary>
/// What happens, for whoever listens: once a second how the server is, and each notice that its rooms were told. While nobody listens the tick's
/// thread does nothing for it. Who reads too slowly loses the oldest.
/// </summary>
internal sealed class AdminEvents : IDisposable
{
    /// <summary>Streams at once.</summary>
    public const int StreamLimit = 16;

    /// <summary>Seconds of ticks that are remembered.</summary>
    public const int HistoryLimit = 120;

    /// <summary>Events that wait for one stream.</summary>
    private const int BacklogLimit = 256;

    /// <summary>Notices of one tick; a room of thousands that fills at once would else make thousands.</summary>
    private const int NoticesPerTick = 32;

    /// <summary>People in one state.</summary>
    private const int PlayersShown = 256;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly AdminWorld _world;
    private readonly ReportSampler _sampler;
    private readonly Timer _timer;
    private readonly Queue<AdminTickShape> _history = new();
    private readonly List<Channel<AdminEvent>> _streams = [];
    private int _open;
    private int _isAsking;

    public AdminEvents(AdminWorld world)
    {
        _world = world;
        _sampler = new ReportSampler(world.Server.Metrics, TimeProvider.System, ProcessFigures.Read);
        _timer = new Timer(_ => Tell(), null, Second, Second);
    }

    /// <summary>The ticks of the last seconds, the oldest first.</summary>
    public AdminTickShape[] History
    {
        get
        {
            lock (_history)
                return [.. _history];
        }
    }

    /// <summary>Listens from now on; null when <see cref="StreamLimit"/> do.</summary>
    public Channel<AdminEvent>? Open()
    {
        lock (_streams)
        {
            if (_streams.Count >= StreamLimit)
                return null;
            var stream = Channel.CreateBounded<AdminEvent>(new BoundedChannelOptions(BacklogLimit) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
            _streams.Add(stream);
            Volatile.Write(ref _open, _streams.Count);
            return stream;
        }
    }

    public void Close(Channel<AdminEvent> stream)
    {
        lock (_streams)
        {
            _streams.Remove(stream);
            Volatile.Write(ref _open, _streams.Count);
        }
    }

    /// <summary>The tick's thread, while the rooms' notices are there.</summary>
    public void Observe(GameServer server)
    {
        if (Volatile.Read(ref _open) == 0)
            return;
        var left = NoticesPerTick;
        for (var index = 0; index < server.Rooms.All.Count; index++)
        {
            var room = server.Rooms.All[index];
            foreach (ref readonly var notice in room.Notices.All)
            {
                if (left-- == 0)
                    return;
                Send(Describe(room, notice));
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_streams)
            _streams.ForEach(static stream => stream.Writer.TryComplete());
    }

    private static AdminEvent Describe(Room room, in RoomNotice notice)
    {
        var kind = notice.Kind switch
        {
            RoomNoticeKind.PlayerCame => "came",
            RoomNoticeKind.PlayerWent => "went",
            RoomNoticeKind.PlayerChanged => "changed",
            RoomNoticeKind.Chat => "chat",
            RoomNoticeKind.ServerChat => "said",
            _ => "announced",
        };
        return AdminEvent.Of(new AdminNoticeShape(kind, room.Name, notice.Name, room.Notices.TextOf(notice).ToString()));
    }

    private void Send(AdminEvent told)
    {
        lock (_streams)
        {
            foreach (var stream in _streams)
                stream.Writer.TryWrite(told);
        }
    }

    /// <summary>Once a second, on a thread of the pool; one that finds the last one still waiting leaves.</summary>
    private void Tell()
    {
        YieldingThread.Begin();
        if (Interlocked.Exchange(ref _isAsking, 1) != 0)
            return;
        var tick = Sample();
        if (Volatile.Read(ref _open) == 0)
            Volatile.Write(ref _isAsking, 0);
        else
            _ = TellStateAsync(tick);
    }

    private async Task TellStateAsync(AdminTickShape tick)
    {
        try
        {
            Send(AdminEvent.Of(await _world.Calls.AskAsync(() => TakeState(tick), Second).ConfigureAwait(false)));
        }
        catch (TimeoutException)
        {
            // The tick stands still or has much to do: whoever listens sees that nothing comes.
        }
        finally
        {
            Volatile.Write(ref _isAsking, 0);
        }
    }

    private AdminStateShape TakeState(AdminTickShape tick)
    {
        var players = AdminState.OfPlayers(_world, withBots: false);
        return new(AdminState.OfServer(_world), AdminState.OfRooms(_world), players.Length > PlayersShown ? players[..PlayersShown] : players, tick);
    }

    private AdminTickShape Sample()
    {
        var second = _sampler.TakeSecond();
        var tick = new AdminTickShape(
            second.Second, second.TickMs.P50, second.TickMs.P99, second.TickMs.Max, second.TickLatenessMs.P99, second.TicksRun, second.TicksSkipped, second.Players);
        lock (_history)
        {
            if (_history.Count == HistoryLimit)
                _history.Dequeue();
            _history.Enqueue(tick);
        }

        return tick;
    }
}
