using System.Diagnostics;
using Ecs.Benchmarks.Ticks;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Client.Snapshots;
using Ecs.Scenes.Field;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation;

namespace Ecs.Benchmarks.Snapshots;

/// <summary>A server and its clients on the loopback, one tick after the other as fast as they go, of which only the server's part is timed.</summary>
internal sealed class JoinRun : IDisposable
{
    private const int TickRate = 60;
    private const int Divisor = 2;
    private const int TicksWithout = 120;
    private const int TicksToLeave = 60;
    private const int TicksAtMost = 120 * TickRate;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / TickRate);

    private readonly LoopbackServer _host;
    private readonly TurnedTime _time = new();
    private readonly SchemaStore _schemas = new();
    private readonly GameTable _games = new GameTable().Add<PanoramaMode>("panorama");
    private readonly List<GameClient> _clients = [];
    private readonly List<double> _without = [];
    private readonly List<double> _with = [];
    private readonly int _entities;
    private readonly int _residents;
    private readonly int _atOnce;
    private readonly int _budget;
    private int _names;

    public JoinRun(int entities, int residents, int atOnce, int budget)
    {
        (_entities, _residents, _atOnce, _budget) = (entities, residents, atOnce, budget);
        _host = new LoopbackServer(
            _games,
            new RoomOptions
            {
                Name = "panorama",
                Mode = "panorama",
                TickRate = TickRate,
                SnapshotDivisor = Divisor,
                PlayerLimit = residents + (2 * atOnce),
                SnapshotBudget = budget,
            },
            FieldMap.Of(20, 0, entities),
            new NativeOptions());
    }

    public JoinFigures Measure(int joins)
    {
        Connect(_residents);
        RunUntilComplete(null);

        // Once unmeasured, so that everything has been compiled and has grown.
        JoinOnce(null, null);
        var ticks = 0;
        for (var join = 0; join < joins; join++)
            ticks += JoinOnce(_without, _with);

        var (without, with) = (Milliseconds.Of(_without.ToArray()), Milliseconds.Of(_with.ToArray()));
        return new JoinFigures
        {
            Entities = _entities,
            Residents = _residents,
            AtOnce = _atOnce,
            Joins = joins,
            Budget = _budget,
            JoinSeconds = Math.Round((double)ticks / joins / TickRate, 2),
            TicksWithout = without,
            TicksWith = with,
            LongerAtP50 = Math.Round(with.P50 - without.P50, 5),
            LongerAtP99 = Math.Round(with.P99 - without.P99, 5),
        };
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        _host.Dispose();
    }

    /// <summary>Returns the ticks that the join took.</summary>
    private int JoinOnce(List<double>? without, List<double>? with)
    {
        GC.Collect();
        for (var tick = 0; tick < TicksWithout; tick++)
            Turn(without);

        Connect(_atOnce);
        var ticks = RunUntilComplete(with);
        foreach (var client in _clients.Skip(_residents))
            client.Leave();
        for (var tick = 0; tick < TicksToLeave; tick++)
            Turn(null);

        foreach (var client in _clients.Skip(_residents))
            client.Dispose();
        _clients.RemoveRange(_residents, _clients.Count - _residents);
        return ticks;
    }

    private void Connect(int count)
    {
        for (var left = count; left > 0; left--)
        {
            var name = $"one-{_names++}";
            var client = new GameClient(new UdpTransport(_host.Address), new ClientOptions { Name = name, Schemas = _schemas }, _time) { Pilot = new BotPilot(_games, (ulong)_names) };
            client.Connect();
            _clients.Add(client);
        }
    }

    private int RunUntilComplete(List<double>? times)
    {
        var ticks = 0;
        while (!_clients.TrueForAll(client => client.View.Entities.Length == _entities + _clients.Count))
        {
            if (++ticks > TicksAtMost)
                throw new InvalidOperationException("the clients do not get everything: the budget is too small for what changes");
            Turn(times);
        }

        return ticks;
    }

    /// <summary>A tick of everybody; the server's part is kept where it has written snapshots.</summary>
    private void Turn(List<double>? times)
    {
        _time.Advance(Step);
        foreach (var client in _clients)
        {
            client.Update();
            while (client.Events.TryTake(out _) || client.Chat.TryTake(out _))
            {
                // Nobody looks.
            }
        }

        var began = Stopwatch.GetTimestamp();
        _host.Server.Tick.Run(Step);
        var took = Stopwatch.GetElapsedTime(began);
        if (_host.Server.Clock.Ticks % Divisor == 0)
            times?.Add(took.TotalMilliseconds);
    }
}
