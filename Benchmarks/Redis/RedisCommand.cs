using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ecs.Benchmarks.WebSockets;
using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Benchmarks.Redis;

/// <summary>
/// Does a Redis that fails disturb the game? Length of ticks of a server on one core that publishes its players to a Redis on the other: twice
/// with one that is well, and once for each way to fail, again and again, each in a process of its own. Wanted of each way in the pair in
/// the middle: p99 is above the quiet one by no more than the two quiet ones differ and 0.2 ms.
/// </summary>
internal static class RedisCommand
{
    private const double Allowed = 0.2;

    public static Command Create()
    {
        var outage = new Option<string>("--outage") { Description = "One way to fail, or all of them", DefaultValueFactory = static _ => "all" }.AcceptOnlyFromAmong(["all", .. FailingRedis.Outages.Select(static outage => outage.Name)]);
        var bots = new Option<int>("--bots") { Description = "Bots in the room", DefaultValueFactory = static _ => 48 };
        var owners = new Option<int>("--owners") { Description = "Players with accounts, who are published; at most 32", DefaultValueFactory = static _ => 16 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each server", DefaultValueFactory = static _ => 18 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds before them", DefaultValueFactory = static _ => 60 };
        var pairs = new Option<int>("--pairs") { Description = "Rounds of two quiet servers and one for each way to fail", DefaultValueFactory = static _ => 5 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("redis", "Compares ticks beside a Redis that fails with ticks beside one that is well") { outage, bots, owners, seconds, warmUp, pairs, json };
        command.SetAction(parsed => Run(
            [.. FailingRedis.Outages.Where(one => parsed.GetValue(outage) == "all" || parsed.GetValue(outage) == one.Name)],
            new(parsed.GetValue(bots), Math.Clamp(parsed.GetValue(owners), 0, 32), parsed.GetValue(warmUp), parsed.GetValue(seconds)),
            Math.Clamp(parsed.GetValue(pairs), 1, 100),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(FailingRedis.Outage[] outages, Course course, int pairs, FileInfo? json)
    {
        var rounds = new List<Round>();
        for (var pair = 0; pair < pairs; pair++)
        {
            // Whoever goes first alternates, so that a machine that gets slower or faster favours nobody.
            var failing = pair % 2 == 0 ? [] : MeasureAll(outages, course);
            var (one, other) = (Measure(null, course), Measure(null, course));
            failing = pair % 2 == 0 ? MeasureAll(outages, course) : failing;
            rounds.Add(new(one, other, failing));
            Console.Error.WriteLine($"pair {pair + 1}: quiet {one:F3} and {other:F3} ms, {string.Join(", ", outages.Select((outage, at) => $"{outage.Name} {failing[at]:F3}"))}");
        }

        var spread = Middle(rounds.Select(static round => Math.Abs(round.QuietP99 - round.OtherP99)));
        var growth = outages.Select((outage, at) => (outage.Name, Growth: Middle(rounds.Select(round => round.FailingP99[at] - ((round.QuietP99 + round.OtherP99) / 2))))).ToDictionary();
        var isKept = growth.Values.All(more => more <= spread + Allowed);
        Figures.Tell(
            new { outages = outages.Select(static outage => outage.Name), course.Bots, course.Owners, course.WarmUp, course.Seconds, rounds, medianQuietMs = Middle(rounds.Select(static round => round.QuietP99)), medianSpreadMs = spread, medianGrowthMs = growth, allowedMs = Math.Round(spread + Allowed, 3), isKept, cores = Environment.ProcessorCount },
            json);
        return isKept ? 0 : 1;
    }

    private static double[] MeasureAll(FailingRedis.Outage[] outages, Course course) => [.. outages.Select(outage => Measure(outage, course))];

    /// <summary>The p99 of the measured ticks, in milliseconds.</summary>
    private static double Measure(FailingRedis.Outage? outage, Course course)
    {
        var folder = Directory.CreateTempSubdirectory("ecs-redis-");
        try
        {
            var (report, store) = (Path.Combine(folder.FullName, "report"), Path.Combine(folder.FullName, "ecs.db"));
            OwnersCrowd.Register(store, course.Owners);
            PinnedThread.To(Environment.ProcessorCount - 1);
            using var redis = new FailingRedis();
            PinnedThread.To(0);
            using var child = ServerChild.Start([
                "--port", "0", "--redis", redis.Address, "--accounts", "optional", "--store", store, "--log-level", "error", "--max-connections-per-address", "64",
                "--bots", course.Bots.ToString(CultureInfo.InvariantCulture), "--report", report,
            ]);
            PinnedThread.To(Environment.ProcessorCount - 1);
            using (var crowd = new OwnersCrowd(child.Address, course.Owners))
            {
                Live(crowd, course, redis, outage);
                if (crowd.Here != course.Owners)
                    throw new InvalidOperationException($"of {course.Owners} players with accounts {crowd.Here} are there");
            }

            child.Stop();
            return ReportFile.Combine(ReportFile.Read(report), course.WarmUp, course.WarmUp + course.Seconds)?.TickMs.P99 ?? 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>After the warm-up it fails and is well by turns, and is well at the end.</summary>
    private static void Live(OwnersCrowd crowd, Course course, FailingRedis redis, FailingRedis.Outage? outage)
    {
        var started = Stopwatch.GetTimestamp();
        var fails = false;
        for (var now = 0.0; now < course.WarmUp + course.Seconds + 1; now = Stopwatch.GetElapsedTime(started).TotalSeconds)
        {
            var isDue = now >= course.WarmUp && now < course.WarmUp + course.Seconds && (int)((now - course.WarmUp) / FailingRedis.Span) % 2 == 0;
            if (isDue != fails)
                (isDue ? outage?.Begin : outage?.End)?.Invoke(redis);
            fails = isDue;
            crowd.Turn();
            Thread.Sleep(5);
        }
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return Math.Round(sorted[sorted.Length / 2], 3);
    }

    private sealed record Course(int Bots, int Owners, int WarmUp, int Seconds);

    private sealed record Round(double QuietP99, double OtherP99, double[] FailingP99);
}
