using System.CommandLine;
using System.Globalization;
using System.Net;
using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Does a hammered page disturb the game? Length of ticks of a server on one core, left alone twice and hammered once from the other core, each
/// in a process of its own. Wanted in the pair in the middle: the hammered p99 is above the quiet one by no more than the two quiet ones differ
/// and 0.2 ms.
/// </summary>
internal static class PageCommand
{
    private const double Allowed = 0.2;

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Requests a second", DefaultValueFactory = static _ => 2_000 };
        var bots = new Option<int>("--bots") { Description = "Bots in the room", DefaultValueFactory = static _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds of each server", DefaultValueFactory = static _ => 10 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds before them: the runtime compiles for about a minute what a server on one core does", DefaultValueFactory = static _ => 60 };
        var pairs = new Option<int>("--pairs") { Description = "Rounds of two quiet servers and a hammered one", DefaultValueFactory = static _ => 5 };
        var admin = new Option<bool>("--admin") { Description = "Hammer metrics, health and the API of the operator's listener instead" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("page", "Compares ticks beside a page that is hammered with ticks beside a quiet one") { rate, bots, seconds, warmUp, pairs, admin, json };
        command.SetAction(parsed => Run(
            new(parsed.GetValue(bots), parsed.GetValue(warmUp), parsed.GetValue(seconds), parsed.GetValue(admin)), parsed.GetValue(rate), Math.Clamp(parsed.GetValue(pairs), 1, 100), parsed.GetValue(json)));
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
            rounds.Add(new(one.P99, other.P99, hammered.P99, hammered.Requests, hammered.Refused));
        }

        var spread = Middle(rounds.Select(static round => Math.Abs(round.QuietP99 - round.OtherP99)));
        var growth = Middle(rounds.Select(static round => round.HammeredP99 - ((round.QuietP99 + round.OtherP99) / 2)));
        var isKept = growth <= spread + Allowed;
        Figures.Tell(
            new { rate, course.IsAdmin, course.Bots, course.WarmUp, course.Seconds, rounds, medianSpreadMs = spread, medianGrowthMs = growth, allowedMs = Math.Round(spread + Allowed, 3), isKept, cores = Environment.ProcessorCount },
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
                "--port", "0", .. course.IsAdmin ? (string[])["--web", "off", "--admin", "127.0.0.1:0", "--admin-token", AdminHammer.Token] : ["--web", "127.0.0.1:0"], "--log-level", "error", "--max-connections", "1024", "--max-connections-per-address", "1024",
                "--bots", course.Bots.ToString(CultureInfo.InvariantCulture), "--report", report,
            ]))
            {
                PinnedThread.To(Environment.ProcessorCount - 1);
                var name = course.IsAdmin ? "admin=" : "web=";
                var page = new Uri(child.ReadyLine.Split(' ').Single(word => word.StartsWith(name, StringComparison.Ordinal))[name.Length..]);
                var place = new IPEndPoint(IPAddress.Loopback, page.Port);
                using IHammer? hammer = rate == 0 ? null : course.IsAdmin ? new AdminHammer(place) : new PageHammer(place);
                var wanted = course.WarmUp + course.Seconds + 1;
                if (hammer is null)
                    Thread.Sleep(TimeSpan.FromSeconds(wanted));
                else
                    hammer.Hammer(wanted, rate);
                child.Stop();
                return new Ticks(ReportFile.Combine(ReportFile.Read(report), course.WarmUp, course.WarmUp + course.Seconds)?.TickMs.P99 ?? 0, hammer?.Sent / wanted ?? 0, hammer?.Refused ?? 0);
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

    private sealed record Course(int Bots, int WarmUp, int Seconds, bool IsAdmin);

    private sealed record Ticks(double P99, long Requests, long Refused);

    private sealed record Round(double QuietP99, double OtherP99, double HammeredP99, long RequestsPerSecond, long Refused);
}
