using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ecs.Load;
using Ecs.Scenes.Field;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Pacing;
using Ecs.Server.Rooms;
using Ecs.Simulation;

namespace Ecs.Benchmarks;

/// <summary>
/// What does it cost a server to count what each bit to its clients is spent on? One server of this process, clients of another on the field of the
/// scene "anchor", and counting goes on and off every few ticks, which nobody but this benchmark can do: so all else is the same for both. A third
/// share of the ticks does not count either; what the two without differ by is the noise.
/// </summary>
internal static class AttributionCommand
{
    private const int TickRate = 60;
    private const int SliceTicks = 4;       // two turns of snapshots
    private const int WarmUpSeconds = 8;
    private const int JoinSeconds = 60;
    private const int Spare = 16;
    private const double Limit = 1.02;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / TickRate);

    public static Command Create()
    {
        var pairs = new Option<int>("--pairs") { Description = "How often to compare", DefaultValueFactory = _ => 10 };
        var seconds = new Option<int>("--seconds") { Description = "Of each of the three in a comparison, after 8 of warm-up", DefaultValueFactory = _ => 3 };
        var clients = new Option<int>("--clients") { Description = "Real UDP clients", DefaultValueFactory = _ => 200 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("attribution", "Compares the CPU of a server that counts what its bytes are spent on with one that does not") { pairs, seconds, clients, json };
        command.SetAction(parsed => Run(
            Math.Max(1, parsed.GetValue(pairs)), Math.Max(1, parsed.GetValue(seconds)), Math.Clamp(parsed.GetValue(clients), 1, 2_000), parsed.GetValue(json)));
        return command;
    }

    private static int Run(int pairs, int seconds, int clients, FileInfo? json)
    {
        using var host = new Host(clients);
        using var load = ThisProgram.Start(
            ["load", "--address", $"{host.Address}", "--scene", "anchor", "--clients", clients.ToString(CultureInfo.InvariantCulture), "--seconds", "3600"]);
        try
        {
            for (var tick = 0; host.Playing < clients; tick++)
            {
                if (tick > JoinSeconds * TickRate)
                {
                    Console.Error.WriteLine($"only {host.Playing} of {clients} clients came");
                    return ExitCode.Missing;
                }

                host.Turn();
            }

            for (var tick = 0; tick < WarmUpSeconds * TickRate; tick++)
                host.Turn();

            return Tell(host, [.. Enumerable.Range(0, pairs).Select(pair => Compare(host, pair, seconds))], seconds, clients, json);
        }
        finally
        {
            load.Kill(entireProcessTree: true);
        }
    }

    /// <summary>
    /// One that does not count, one that does, and another that does not: a few ticks each in turn. Each turn compares the three, and the turn in the
    /// middle is what is told: what meets one of them, a collection or another program, would decide a sum.
    /// </summary>
    private static Comparison Compare(Host host, int pair, int seconds)
    {
        List<double>[] cpu = [[], [], []];
        var random = new Random(pair);
        int[] order = [0, 1, 2];
        var rounds = seconds * TickRate / SliceTicks;
        for (var round = 0; round < rounds; round++)
        {
            // What comes every second or every half falls to each as often as to the others.
            random.Shuffle(order);
            foreach (var arm in order)
            {
                host.Count(arm == 1);
                var before = Environment.CpuUsage.TotalTime;
                for (var tick = 0; tick < SliceTicks; tick++)
                    host.Turn();
                cpu[arm].Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        var one = new Comparison(Middle(cpu[1].Zip(cpu[0], Ratio)), Middle(cpu[2].Zip(cpu[0], Ratio)), Middle(cpu[0]) * TickRate / SliceTicks);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"pair {pair + 1}: counting {one.Counting:F4}, noise {one.Noise:F4}, {one.CpuMsPerSecond:F1} ms a second"));
        return one;
    }

    private static double Ratio(double one, double other) => one / other;

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static int Tell(Host host, Comparison[] runs, int seconds, int clients, FileInfo? json)
    {
        var counting = Spread.Of([.. runs.Select(static run => run.Counting)]);
        var noise = Spread.Of([.. runs.Select(static run => run.Noise)]);
        var figures = new
        {
            pairs = runs.Length,
            seconds,
            clients = host.Playing,
            countingOverNot = counting,
            notOverNot = noise,
            cpuMsPerSecond = Spread.Of([.. runs.Select(static run => run.CpuMsPerSecond)]),
            skippedTicks = host.Late,
            cores = Environment.ProcessorCount,
        };
        Figures.Tell(figures, json);
        return host.Playing == clients && counting.P50 <= Limit * noise.P50 ? 0 : 1;
    }

    /// <param name="Counting">CPU with counting, of that without.</param>
    /// <param name="Noise">CPU of the other one without, of that without.</param>
    /// <param name="CpuMsPerSecond">Without.</param>
    private readonly record struct Comparison(double Counting, double Noise, double CpuMsPerSecond);

    /// <summary>The server, on this thread.</summary>
    private sealed class Host : IDisposable
    {
        private readonly LoopbackServer _server;
        private readonly SystemTickWaiter _waiter = new();
        private readonly long _step = Stopwatch.Frequency / TickRate;
        private long _due = Stopwatch.GetTimestamp();

        public Host(int clients) => _server = new LoopbackServer(
            new GameTable().Add<FieldMode>("field"),
            new RoomOptions { Name = "field", Mode = "field", TickRate = TickRate, SnapshotDivisor = 2, PlayerLimit = clients + Spare },
            FieldMap.Of(clients, 2 * clients),
            new NativeOptions { ConnectionLimit = clients + Spare });

        public IPEndPoint Address => _server.Address;

        public int Playing => _server.Room.PlayerCount;

        /// <summary>Ticks that began more than a tick late.</summary>
        public int Late { get; private set; }

        /// <summary>Whether the bits to all who are here are counted from now on.</summary>
        public void Count(bool counts)
        {
            foreach (var session in _server.Door.Sessions)
            {
                if (session.Snapshots is { } snapshots)
                    snapshots.Spending.Counts = counts;
            }
        }

        public void Turn()
        {
            _waiter.WaitUntil(_due);
            if (Stopwatch.GetTimestamp() - _due > _step)
            {
                Late++;
                _due = Stopwatch.GetTimestamp();
            }

            _due += _step;
            _server.Server.Tick.Run(Step);
        }

        public void Dispose()
        {
            _server.Dispose();
            _waiter.Dispose();
        }
    }
}
