using System.CommandLine;
using System.Globalization;
using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Does a hammered page, or what operators and their tools ask, disturb the game? Length of ticks of a server on one core, left alone twice and hammered once from the other core, each
/// in a process of its own. Wanted in the pair in the middle: the hammered p99 is above the quiet one by no more than the two quiet ones differ
/// and 0.2 ms.
/// </summary>
internal static class PageCommand
{
    private const double Allowed = 0.2;

    public static Command Create()
    {
        var rate = new Option<int?>("--rate") { Description = "Requests a second [2000; 10000 queries, 500 guesses]" };
        var bots = new Option<int>("--bots") { Description = "Bots in the room", DefaultValueFactory = static _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each server", DefaultValueFactory = static _ => 10 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds before them: the runtime compiles for about a minute what a server on one core does", DefaultValueFactory = static _ => 60 };
        var pairs = new Option<int>("--pairs") { Description = "Rounds of two quiet servers and a hammered one", DefaultValueFactory = static _ => 5 };
        var admin = new Option<bool>("--admin") { Description = "Hammer metrics, health and the API of the operator's listener instead" };
        var query = new Option<bool>("--query") { Description = "Hammer the port of server browsers instead, from 64 addresses" };
        var rcon = new Option<bool>("--rcon") { Description = "Guess the remote console's password instead, from 250 addresses" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("page", "Compares ticks beside a page that is hammered with ticks beside a quiet one") { rate, bots, seconds, warmUp, pairs, admin, query, rcon, json };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(admin) ? HammerTarget.Admin : parsed.GetValue(query) ? HammerTarget.Query : parsed.GetValue(rcon) ? HammerTarget.Rcon : HammerTarget.Page;
            var course = new Course(parsed.GetValue(bots), parsed.GetValue(warmUp), parsed.GetValue(seconds), target);
            return Run(course, parsed.GetValue(rate) ?? target.Rate, Math.Clamp(parsed.GetValue(pairs), 1, 100), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(Course course, int rate, int pairs, FileInfo? json)
    {
        var rounds = new List<Round>();
        for (var pair = 0; pair < pairs; pair++)
        {
            // Whoever goes first alternates, so that a machine that gets slower or faster favours nobody.
            var hammered = pair % 2 == 0 ? null : Measure(course, rate);
            var (one, other) = (Measure(course, 0), Measure(course, 0));
            hammered ??= Measure(course, rate);
            rounds.Add(new(one.P99, other.P99, hammered.P99, hammered.Requests, hammered.Refused, hammered.Answered));
        }

        var spread = Middle(rounds.Select(static round => Math.Abs(round.QuietP99 - round.OtherP99)));
        var growth = Middle(rounds.Select(static round => round.HammeredP99 - ((round.QuietP99 + round.OtherP99) / 2)));
        var quiet = Middle(rounds.Select(static round => (round.QuietP99 + round.OtherP99) / 2));
        var isKept = growth <= spread + Allowed;
        Figures.Tell(
            new
            {
                target = course.Target.Name,
                rate,
                course.Bots,
                course.WarmUp,
                course.Seconds,
                rounds,
                medianSpreadMs = spread,
                medianGrowthMs = growth,
                medianGrowthPercent = quiet == 0 ? 0 : Math.Round(100 * growth / quiet, 1),
                allowedMs = Math.Round(spread + Allowed, 3),
                isKept,
                cores = Environment.ProcessorCount,
            },
            json);
        return isKept ? 0 : 1;
    }

    private static Ticks Measure(Course course, int rate)
    {
        var report = Path.GetTempFileName();
        try
        {
            PinnedThread.To(0);
            using (var child = ServerChild.Start([
                "--port", "0", .. course.Target.Options, "--log-level", "error", "--max-connections", "1024", "--max-connections-per-address", "1024",
                "--bots", course.Bots.ToString(CultureInfo.InvariantCulture), "--report", report,
            ]))
            {
                PinnedThread.To(Environment.ProcessorCount - 1);
                using var hammer = rate == 0 ? null : course.Target.Make(course.Target.PlaceIn(child.ReadyLine));
                var wanted = course.WarmUp + course.Seconds + 1;
                if (hammer is null)
                    Thread.Sleep(TimeSpan.FromSeconds(wanted));
                else
                    hammer.Hammer(wanted, rate);
                child.Stop();
                return new Ticks(ReportFile.Combine(ReportFile.Read(report), course.WarmUp, course.WarmUp + course.Seconds)?.TickMs.P99 ?? 0, hammer?.Sent / wanted ?? 0, hammer?.Refused ?? 0, hammer?.Answered ?? 0);
            }
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return Math.Round(sorted[sorted.Length / 2], 3);
    }

    private sealed record Course(int Bots, int WarmUp, int Seconds, HammerTarget Target);

    private sealed record Ticks(double P99, long Requests, long Refused, long Answered);

    private sealed record Round(double QuietP99, double OtherP99, double HammeredP99, long RequestsPerSecond, long Refused, long Answered);
}
