using System.Diagnostics.Metrics;
using System.Globalization;
using Ecs.Server.Rooms;

namespace Ecs.Server.HealthChecks;

/// <summary>
/// Whether the server lives, takes players, and what of it does not work. The tick's thread says each tick that it is there and how full the
/// rooms are; any thread may ask, and the answer waits for nobody.
/// </summary>
/// <param name="time">Its timestamps tell how long ago the last tick was.</param>
/// <param name="connections">That the server knows now.</param>
/// <param name="connectionLimit">More are turned away.</param>
public sealed class ServerHealth(TimeProvider time, Func<int> connections, int connectionLimit)
{
    /// <summary>Without a tick for longer it is not live.</summary>
    public static readonly TimeSpan TickPatience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<Func<IEnumerable<string>>> _checks = [];
    private long _lastTick;
    private bool _hasTicked;
    private bool _isStopping;
    private bool _hasPlace;

    /// <summary>Asks from now on whether something does not work.</summary>
    /// <param name="faults">What is wrong now, a sentence each; called on any thread, and must not wait.</param>
    public void Watch(Func<IEnumerable<string>> faults)
    {
        lock (_gate)
            _checks.Add(faults);
    }

    /// <summary>Offers it beside the server's other figures.</summary>
    public void AddTo(Meter meter)
    {
        meter.CreateObservableGauge("ecs.ready", () => Read().IsReady ? 1 : 0, "{state}", "1 while players are accepted.");
        meter.CreateObservableGauge("ecs.degraded", () => Read().Degraded.Count, "{fault}", "What does not work although players are accepted.");
    }

    /// <summary>The tick's thread, once a tick. Allocates nothing.</summary>
    public void Beat(RoomTable rooms, bool isStopping)
    {
        var hasPlace = false;
        for (var index = 0; index < rooms.All.Count && !hasPlace; index++)
            hasPlace = rooms.All[index].PlayerCount - rooms.All[index].BotCount < rooms.All[index].Options.PlayerLimit;
        Volatile.Write(ref _hasPlace, hasPlace);
        Volatile.Write(ref _isStopping, isStopping);
        Volatile.Write(ref _lastTick, time.GetTimestamp());
        Volatile.Write(ref _hasTicked, true);
    }

    /// <summary>Any thread.</summary>
    public HealthReport Read()
    {
        var hasTicked = Volatile.Read(ref _hasTicked);
        var age = hasTicked ? time.GetElapsedTime(Volatile.Read(ref _lastTick)) : TimeSpan.Zero;
        var isLive = hasTicked && age <= TickPatience;
        var unready = new List<string>();
        if (!hasTicked)
            unready.Add("no tick has run yet");
        else if (!isLive)
            unready.Add(string.Create(CultureInfo.InvariantCulture, $"the last tick was {age.TotalSeconds:0.0} s ago"));
        if (Volatile.Read(ref _isStopping))
            unready.Add("the server is stopping");
        else if (hasTicked && !Volatile.Read(ref _hasPlace))
            unready.Add("all rooms are full");
        if (connections() >= connectionLimit)
            unready.Add("no more connections are taken");
        return new HealthReport(isLive, unready.Count == 0, age, unready, FindFaults());
    }

    private List<string> FindFaults()
    {
        lock (_gate)
            return [.. _checks.SelectMany(static check => check())];
    }
}
