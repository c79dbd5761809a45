using System.Diagnostics;
using System.Net;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Pacing;

namespace Ecs.Load;

/// <summary>Drives a share of the clients on this thread, each when its schedule says so.</summary>
internal sealed class LoadRun : IDisposable
{
    /// <summary>All processes together: a server answers a hundred strangers of one address at once, and then fifty a second (docs/gate.md).</summary>
    private const int JoinsPerSecond = 40;
    private const int JoinsAtOnce = 60;
    private const double ConnectSeconds = 15;
    private const double LeaveSeconds = 2;

    /// <summary>Before anybody has told the room's.</summary>
    private const int FirstTickRate = 60;

    /// <summary>So many of all clients together are worth their price: what has come is seen the sooner.</summary>
    private const int UpdatesPerSecond = 20_000;
    private const int UpdatesPerTickMax = 16;

    /// <summary>Sleeps are no shorter, part of a second: what falls due meanwhile is done together.</summary>
    private const int NapShare = 2_000;

    private readonly List<LoadClient> _clients = [];
    private readonly SystemTickWaiter _waiter = new();
    private readonly LoadShare _share;
    private LoadSchedule _schedule;
    private LoadMeters _meters = new();
    private long _sent;
    private int _tickRate;
    private int _updatesPerTick;

    public LoadRun(IPEndPoint server, LoadAccounts accounts, LoadShare share, LoadScene scene)
    {
        _share = share;
        for (var number = share.First; number < share.First + share.Count; number++)
            _clients.Add(new LoadClient(server, accounts.OptionsOf(number), number, scene));
        _schedule = ScheduleFor(FirstTickRate);
    }

    public int Connected => _clients.Count(static client => client.State == ClientState.Playing);

    public int Disconnects => _clients.Count(static client => client.State == ClientState.Ended);

    private long Snapshots => _clients.Sum(static client => client.Figures.Snapshots);

    private long Bytes => _clients.Sum(static client => client.Figures.BytesReceived);

    private long Resumes => _clients.Sum(static client => client.Figures.Resumes);

    /// <summary>How long so many clients take to join, of all processes together.</summary>
    public static double JoinSeconds(int clients) => Math.Max(0, clients - JoinsAtOnce) / (double)JoinsPerSecond;

    /// <summary>Until everybody plays, or nobody would any more. From then on each is updated at the room's rate.</summary>
    public void Connect()
    {
        var start = Stopwatch.GetTimestamp();
        var next = 0;
        var limit = ConnectSeconds + (2.0 * _share.All / JoinsPerSecond);
        Drive(() =>
        {
            var passed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            while (next < _clients.Count && JoinsAtOnce + (passed * JoinsPerSecond) >= _share.First + next)
                _clients[next++].Connect();

            return passed > limit || (next == _clients.Count && Connected + Disconnects == next);
        });
        _schedule = ScheduleFor(_clients.Max(static client => client.Rates.TickRate) is > 0 and var told ? told : FirstTickRate);
    }

    /// <summary>Until it is done.</summary>
    public void Play(Func<bool> isDone) => Drive(isDone);

    public void Leave()
    {
        foreach (var client in _clients)
            client.Leave();

        var start = Stopwatch.GetTimestamp();
        Drive(() => Disconnects == _clients.Count || Stopwatch.GetElapsedTime(start).TotalSeconds > LeaveSeconds);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _waiter.Dispose();
    }

    /// <summary>Plays up to a moment of <see cref="Stopwatch"/>, and measures for so many seconds from there on.</summary>
    public WorkerFigures Measure(long from, double seconds)
    {
        Drive(() => Stopwatch.GetTimestamp() >= from);
        _meters = new LoadMeters();
        foreach (var client in _clients)
            client.BeginMeasuring(_meters);

        var (snapshots, bytes, resumes, missed) = (Snapshots, Bytes, Resumes, _schedule.MissedInputs);
        var (cpu, pause, collections) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.CollectionCount(0));
        var start = Stopwatch.GetTimestamp();
        _sent = 0;
        Drive(() => Stopwatch.GetElapsedTime(start).TotalSeconds >= seconds);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new WorkerFigures
        {
            Seconds = elapsed,
            TickRate = _tickRate,
            UpdatesPerTick = _updatesPerTick,
            Disconnects = Disconnects,
            Ends = [.. _clients.Where(static client => client.State == ClientState.Ended).Select(static client => client.EndText).Distinct()],
            Resumes = Resumes - resumes,
            Snapshots = Snapshots - snapshots,
            SnapshotsExpected = (long)_clients.Sum(client =>
                client.Rates.SnapshotDivisor == 0 ? 0 : elapsed * client.Rates.TickRate / Math.Max(client.Rates.SnapshotDivisor, Limits.LongestPause)),
            Bytes = Bytes - bytes,
            LongestGapMs = _clients.Max(static client => client.LongestGap).TotalMilliseconds,
            LongestUnheardMs = _clients.Max(static client => client.LongestUnheard).TotalMilliseconds,
            InputsSent = _sent,
            InputsMissed = _schedule.MissedInputs - missed,
            Unanswered = _meters.Unanswered,
            EffectsUs = LatencyFigures.PairsOf(_meters.Effects),
            ArrivalsUs = LatencyFigures.PairsOf(_meters.Arrivals),
            LatenessUs = LatencyFigures.PairsOf(_meters.Lateness),
            CpuMsPerSecond = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / elapsed,
            GcPauseMs = (GC.GetTotalPauseDuration() - pause).TotalMilliseconds,
            Gen0Collections = GC.CollectionCount(0) - collections,
        };
    }

    private LoadSchedule ScheduleFor(int tickRate)
    {
        _tickRate = tickRate;
        _updatesPerTick = Math.Clamp(UpdatesPerSecond / (_clients.Count * tickRate), 1, UpdatesPerTickMax);
        return new LoadSchedule(_clients.Count, tickRate, _updatesPerTick, Stopwatch.Frequency, Stopwatch.GetTimestamp());
    }

    private void Drive(Func<bool> isDone)
    {
        while (!isDone())
        {
            // Whatever is due now, each at its own moment: a long round does not keep the next one from being late.
            var now = Stopwatch.GetTimestamp();
            for (var left = _clients.Count; left > 0 && _schedule.TryTake(now, out var due); left--)
            {
                Update(due);
                now = Stopwatch.GetTimestamp();
            }

            _waiter.WaitUntil(Math.Max(_schedule.NextDue, now + (Stopwatch.Frequency / NapShare)));
        }
    }

    private void Update(in DueUpdate due)
    {
        if (due.IsInput)
        {
            _meters.Lateness.Record((long)Stopwatch.GetElapsedTime(due.At).TotalMicroseconds);
            _sent++;
        }

        _clients[due.Client].Update(due, Stopwatch.Frequency / _tickRate);
    }
}
