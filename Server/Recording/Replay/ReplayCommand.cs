using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecs.Server.Recording.Replay;

/// <summary>The command line of recordings: <c>replay info | verify | diff | seek | trim</c>.</summary>
public static class ReplayCommand
{
    private const int Same = 0;
    private const int Differs = 1;
    private const int BadFile = 65;
    private const int NoSuchFile = 66;
    private const int BadOption = 78;
    private const int JobsLimit = 64;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Print one JSON object" };

    public static Command Create() => new("replay", "Looks into recordings and runs them again")
    {
        Info(),
        Verify(),
        Diff(),
        Seek(),
        Trim(),
    };

    private static Argument<string> FileArgument(string name = "FILE") => new(name) { Description = "A recording made with --record" };

    private static Command Info()
    {
        var file = FileArgument();
        var command = new Command("info", "Says what a recording holds") { file, AsJson };
        command.SetAction(parsed => WithReader(parsed.GetValue(file)!, reader =>
        {
            var facts = new
            {
                reader.Header.Build,
                started = reader.Header.Started?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                reader.Header.Room,
                reader.Header.Mode,
                reader.Header.Map,
                reader.Header.MapHash,
                reader.Header.Seed,
                reader.Header.TickRate,
                reader.Header.FriendlyFire,
                reader.Header.WishSpeed,
                seats = reader.Header.MaxPlayers,
                reader.Header.Detail,
                firstTick = reader.StartTick + 1,
                lastTick = reader.LastTick,
                ticks = reader.TickCount,
                seconds = Math.Round(reader.TickCount / (double)reader.Header.TickRate, 3),
                checkpoints = reader.Blocks.Count(block => block.Frame.Kind == BlockKind.Checkpoint),
                blocks = reader.Blocks.Count,
                bytes = reader.FileBytes,
                complete = reader.IsComplete,
                torn = reader.TailFault.Length > 0 ? reader.TailFault : null,
            };
            Print(parsed.GetValue(AsJson), facts, () => string.Join('\n', JsonSerializer.SerializeToElement(facts, Json).EnumerateObject().Select(fact => $"{fact.Name}: {fact.Value}")));
            return Same;
        }));
        return command;
    }

    private static Command Verify()
    {
        var file = FileArgument();
        var jobs = new Option<int>("--jobs") { Description = "Parts that run at once, from checkpoint to checkpoint, 1 to 64", HelpName = "N", DefaultValueFactory = _ => 1 };
        var from = new Option<uint>("--from") { Description = "Begin with the checkpoint at or before this tick" };
        var with = new Option<string?>("--with") { Description = "Another build of this program, which runs the wrong tick for comparison" };
        var flip = new Option<ulong?>("--flip") { Description = "Plant a fault drawn from this seed: one bit of one field, which must then be found" };
        var command = new Command("verify", "Runs a recording again; every hash must be the same") { file, jobs, from, with, flip, AsJson };
        command.SetAction(parsed => WithReader(parsed.GetValue(file)!, reader =>
        {
            var (count, first, other) = (parsed.GetValue(jobs), parsed.GetValue(from), parsed.GetValue(with));
            if (count is < 1 or > JobsLimit)
            {
                return Fail(BadOption, $"--jobs: {count} is not within 1 to {JobsLimit}");
            }

            if (first > reader.LastTick)
            {
                return Fail(BadOption, $"--from: the last tick is {reader.LastTick}");
            }

            if (other is not null && !OtherBuild.Exists(other))
            {
                return Fail(NoSuchFile, $"--with: {other}: no such file");
            }

            FlipPlan? plan = null;
            if (parsed.GetValue(flip) is { } seed && !FlipPlan.TryDraw(reader, seed, out plan, out var fault))
            {
                return Fail(BadFile, fault);
            }

            var verifier = new ReplayVerifier(reader)
            {
                Jobs = count,
                From = first,
                Flip = plan,
                OtherReference = other is null ? null : tick => OtherBuild.Trace(other, parsed.GetValue(file)!, tick),
            };
            var report = WithProgress(verifier, reader.TickCount);
            Print(parsed.GetValue(AsJson), Flatten(report), () => Words(report));
            return report.Fault.Length > 0 ? BadFile : report.Ok ? Same : Differs;
        }));
        return command;
    }

    private static Command Diff()
    {
        var first = FileArgument("A");
        var second = FileArgument("B");
        var command = new Command("diff", "Compares two recordings; A is taken as the expected one") { first, second, AsJson };
        command.SetAction(parsed => WithReader(parsed.GetValue(first)!, left => WithReader(parsed.GetValue(second)!, right =>
        {
            var report = new ReplayDiff(left, right).Run();
            Print(
                parsed.GetValue(AsJson),
                report,
                () => report.Same ? $"same: {report.EqualTicks} ticks" : $"{report.Fault}{report.Difference}\n{report.First?.ToText()}".TrimEnd());
            return report.Fault.Length > 0 ? BadFile : report.Same ? Same : Differs;
        })));
        return command;
    }

    private static Command Seek()
    {
        var file = FileArgument();
        var tick = new Option<uint>("--tick") { Description = "The tick to stand after", Required = true };
        var command = new Command("seek", "Brings the world to a tick and says what is there") { file, tick, AsJson };
        command.SetAction(parsed => WithReader(parsed.GetValue(file)!, reader =>
        {
            var start = Stopwatch.GetTimestamp();
            var wanted = parsed.GetValue(tick);
            if (!ReplayRunner.TryLoadTick(reader, wanted, out var segment, out var fault))
            {
                return reader.Has(wanted) ? Fail(BadFile, fault) : Fail(BadOption, $"--tick: {fault}");
            }

            using (segment)
            {
                var hash = segment.Run();
                var world = segment.World.World;
                var facts = new
                {
                    tick = world.Tick.Value,
                    hash = hash.ToString("x16", CultureInfo.InvariantCulture),
                    ok = hash == segment.ExpectedHash,
                    players = world.PlayerCount,
                    entities = world.EntityCount,
                    milliseconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1),
                    input = InputText.Describe(segment.Input),
                };
                Print(
                    parsed.GetValue(AsJson),
                    facts,
                    () => $"tick {facts.tick}: hash {facts.hash}{(facts.ok ? "" : " (not the recorded one)")}, {facts.players} players, {facts.entities} entities, {facts.milliseconds} ms\n{string.Join('\n', facts.input)}");
                return facts.ok ? Same : Differs;
            }
        }));
        return command;
    }

    private static Command Trim()
    {
        var file = FileArgument();
        var from = new Option<uint>("--from") { Description = "First tick to keep", Required = true };
        var to = new Option<uint>("--to") { Description = "Last tick to keep", Required = true };
        var output = new Option<string>("--output") { Description = "The new recording", Required = true };
        var detail = new Option<bool>("--detail") { Description = "Let the new recording say what every stage of every tick did" };
        var command = new Command("trim", "Cuts a piece out of a recording by running it again") { file, from, to, output, detail, AsJson };
        command.SetAction(parsed => WithReader(parsed.GetValue(file)!, reader =>
        {
            var (first, last) = (parsed.GetValue(from), Math.Min(parsed.GetValue(to), reader.LastTick));
            if (last < first || !reader.Has(first))
            {
                return Fail(BadOption, $"--from, --to: there are no ticks {first} to {parsed.GetValue(to)}, only {reader.StartTick + 1} to {reader.LastTick}");
            }

            var target = parsed.GetValue(output)!;
            try
            {
                if (!ReplayTrimmer.TryTrim(reader, first, last, target, parsed.GetValue(detail), out var mismatches, out var fault))
                {
                    return Fail(BadFile, fault);
                }

                Print(parsed.GetValue(AsJson), new { first, last, mismatches }, () => $"ticks {first} to {last}, {mismatches} of them with another hash than recorded");
                return mismatches == 0 ? Same : Differs;
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
            {
                return Fail(BadOption, $"--output: {target} cannot be written: {denied.Message}");
            }
        }));
        return command;
    }

    private static int WithReader(string path, Func<RecordingReader, int> use)
    {
        try
        {
            if (!RecordingReader.TryOpen(path, out var reader, out var fault))
            {
                return Fail(BadFile, fault);
            }

            using (reader)
            {
                return use(reader);
            }
        }
        catch (FileNotFoundException)
        {
            return Fail(NoSuchFile, $"{path}: no such file");
        }
        catch (DirectoryNotFoundException)
        {
            return Fail(NoSuchFile, $"{path}: no such file");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return Fail(BadOption, $"{path}: {denied.Message}");
        }
    }

    private static int Fail(int code, string fault)
    {
        System.Console.Error.WriteLine(fault);
        return code;
    }

    private static void Print(bool json, object facts, Func<string> words) =>
        System.Console.WriteLine(json ? JsonSerializer.Serialize(facts, Json) : words());

    /// <summary>Shows how far the verification is when a person watches.</summary>
    private static VerifyReport WithProgress(ReplayVerifier verifier, long ticks)
    {
        if (System.Console.IsErrorRedirected)
        {
            return verifier.Run();
        }

        using var timer = new Timer(_ => System.Console.Error.Write($"\r{100 * verifier.Done / Math.Max(1, ticks)} %  "), null, 500, 500);
        var report = verifier.Run();
        System.Console.Error.Write("\r        \r");
        return report;
    }

    /// <summary>The divergence's fields and the wrong field's in one object, as scripts want them.</summary>
    private static object Flatten(VerifyReport report) => new
    {
        report.Ok,
        report.Ticks,
        report.Mismatches,
        report.TicksPerSecond,
        report.TimesRealTime,
        fault = report.Fault.Length > 0 ? report.Fault : null,
        planted = report.Planted.Length > 0 ? report.Planted : null,
        first = report.First is not { } first ? null : new
        {
            first.Tick,
            system = first.First?.System,
            entity = first.First?.Entity,
            entityIs = first.First?.EntityIs,
            component = first.First?.Component,
            field = first.First?.Field,
            expected = first.First?.Expected,
            found = first.First?.Found,
            first.Reference,
            first.ExpectedHash,
            first.FoundHash,
            first.Inputs,
            first.AtNextCheckpoint,
        },
    };

    private static string Words(VerifyReport report)
    {
        var pace = $"{report.TicksPerSecond:F0} ticks/s, {report.TimesRealTime:F1} x real time";
        if (report.Fault.Length > 0)
        {
            return $"bad file after {report.Ticks} good ticks: {report.Fault}";
        }

        return report.Ok
            ? $"same: {report.Ticks} of {report.Ticks} hashes match ({pace})"
            : $"differs: {report.Mismatches} of {report.Ticks} hashes do not match ({pace})\n{report.First?.ToText()}";
    }
}
