using System.CommandLine;
using System.Diagnostics;
using Ecs.Load;
using Ecs.Server.Base;

namespace Ecs.Benchmarks;

/// <summary>
/// How long after its process began does a server listen? Starts it again and again, to the ready line, with a warm disk. Of the published one
/// (docs/operating.md) wanted: at most 0.6 s in the middle of 20.
/// </summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var program = new Option<FileInfo>("--program") { Description = "The published server", Required = true };
        var runs = new Option<int>("--runs") { Description = "How often, after one that warms the disk", DefaultValueFactory = static _ => 20 };
        var page = new Option<bool>("--page") { Description = "With the page for browsers, on any free port" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("start", "Times a server from the start of its process to the line that says ready") { program, runs, page, json };
        command.SetAction(parsed =>
        {
            var (file, seconds) = (parsed.GetValue(program)!, new List<double>());
            if (!file.Exists)
            {
                Console.Error.WriteLine($"start: there is no {file.Name}");
                return ExitCode.NoSuchFile;
            }

            for (var run = 0; run <= Math.Clamp(parsed.GetValue(runs), 1, 1000); run++)
            {
                if (Start(file.FullName, parsed.GetValue(page) ? "127.0.0.1:0" : "off") is not { } passed)
                {
                    Console.Error.WriteLine("start: the server did not get ready");
                    return 1;
                }

                if (run > 0)
                    seconds.Add(passed);
            }

            Figures.Tell(
                new { program = file.Name, page = parsed.GetValue(page), runs = seconds.Count, secondsToReady = Spread.Of([.. seconds]), fastest = Math.Round(seconds.Min(), 3), cores = Environment.ProcessorCount },
                parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    /// <summary>Seconds; null when it said something else. It stops when its second is over.</summary>
    private static double? Start(string program, string web)
    {
        var start = new ProcessStartInfo(program, ["--port", "0", "--web", web, "--log-level", "error", "--duration", "1"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        var began = Stopwatch.GetTimestamp();
        using var server = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        var isReady = server.StandardOutput.ReadLine()?.StartsWith("ready ", StringComparison.Ordinal) == true;
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        server.StandardOutput.ReadToEnd();
        server.WaitForExit();
        return isReady ? seconds : null;
    }
}
