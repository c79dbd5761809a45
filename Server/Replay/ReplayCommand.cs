using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ecs.Server.Recording;
using Ecs.Simulation;

namespace Ecs.Server.Replay;

/// <summary>The command line of recordings: <c>replay info | verify | diff | seek | trim</c>.</summary>
public static class ReplayCommand
{
    private const int Same = 0;
    private const int Differs = 1;
    private const int BadFile = 65;
    private const int NoSuchFile = 66;
    private const int BadOption = 78;
    private const int JobsLimit = 64;

    private static readonly Option<bool> AsJson = new("--json") { Description = "Print one JSON object" };

    public static Command Create(GameTable games) => new("replay", "Looks into recordings and runs them again")
    {
        Info(games),
        Verify(games),
        Diff(games),
        Seek(games),
        Trim(games),
    };

    private static Argument<string> FileArgument(string name = "FILE") => new(name) { Description = "A recording made with --record" };

    private static Command Info(GameTable games)
    {
        var file = FileArgument();
        var command = new Command("info", "Says what a recording holds") { file, AsJson };
        command.SetAction(parsed => WithReader(parsed, games, file, (reader, tell) =>
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
                reader.Header.LagCompensation,
                reader.Header.WishSpeed,
                seats = reader.Header.MaxPlayers,
                reader.Header.Detail,
                reader.Header.Format,
                reader.Header.Hash,
                reader.Header.Schema,
                ruleChanges = reader.Header.RuleChanges.Count,
                cannotBeRun = reader.GameFault.Length > 0 ? reader.GameFault : null,
                note = reader.Notes.Count > 0 ? string.Join("; ", reader.Notes) : null,
                firstTick = reader.StartTick + 1,
                lastTick = reader.LastTick,
                ticks = reader.TickCount,
                seconds = Math.Round(reader.TickCount / (double)reader.Header.TickRate, 3),
                checkpoints = reader.Blocks.Count(block => block.Frame.Kind == BlockKind.Checkpoint),
                blocks = reader.Blocks.Count,
                bytes = reader.FileBytes,
                complete = reader.IsComplete,
                reader.Torn,
                reader.Damaged,
            };
            tell.PrintFacts(facts);
            return reader.IsComplete ? Same : BadFile;
        }));
        return command;
    }

    private static Command Verify(GameTable games)
    {
        var file = FileArgument();
        var jobs = new Option<int>("--jobs") { Description = "Parts that run at once, from checkpoint to checkpoint, 1 to 64", HelpName = "N", DefaultValueFactory = _ => 1 };
        var from = new Option<uint>("--from") { Description = "Begin with the checkpoint at or before this tick" };
        var with = new Option<string?>("--with") { Description = "Another build of this program, which runs the wrong tick for comparison" };
        var flip = new Option<ulong?>("--flip") { Description = "Plant a fault drawn from this seed: one bit of one field, which must then be found" };
        var command = new Command("verify", "Runs a recording again; every hash must be the same") { file, jobs, from, with, flip, AsJson };
        command.SetAction(parsed => WithWorld(parsed, games, file, (reader, tell) =>
        {
            var (count, first, other) = (parsed.GetValue(jobs), parsed.GetValue(from), parsed.GetValue(with));
            if (count is < 1 or > JobsLimit)
                return tell.Fail(BadOption, $"--jobs: {count} is not within 1 to {JobsLimit}");

            if (first > reader.LastTick && reader.TickCount != 0)
                return tell.FailBeyond(reader, $"--from: the last tick is {reader.LastTick}");

            if (other is not null && !OtherBuild.Exists(other))
                return tell.Fail(NoSuchFile, $"--with: {other}: no such file");

            PlannedFlip? plan = null;
            if (parsed.GetValue(flip) is { } seed && !PlannedFlip.TryDraw(reader, seed, out plan, out var fault))
                return tell.Fail(BadFile, fault);

            var verifier = new ReplayVerifier(reader)
            {
                Jobs = count,
                From = first,
                Flip = plan,
                OtherReference = other is null ? null : tick => OtherBuild.Trace(other, games, parsed.GetValue(file)!, tick),
            };
            var report = WithProgress(verifier, reader.TickCount);
            tell.Print(Flatten(report), () => Words(report));
            return report.Mismatches > 0 ? Differs : report.Ok ? Same : BadFile;
        }));
        return command;
    }

    private static Command Diff(GameTable games)
    {
        var first = FileArgument("A");
        var second = FileArgument("B");
        var command = new Command("diff", "Compares two recordings; A is taken as the expected one") { first, second, AsJson };
        command.SetAction(parsed => WithWorld(parsed, games, first, (left, tell) => WithWorld(parsed, games, second, (right, _) =>
        {
            var report = new ReplayDiff(left, right).Run();
            tell.Print(
                report,
                () => report.Same ? $"same: {report.EqualTicks} ticks"
                    : report.Fault.Length > 0 ? $"{report.Fault} (the first {report.EqualTicks} ticks are the same)"
                    : $"{report.Difference}\n{report.First?.ToText()}".TrimEnd());
            return report.Fault.Length > 0 ? BadFile : report.Same ? Same : Differs;
        })));
        return command;
    }

    private static Command Seek(GameTable games)
    {
        var file = FileArgument();
        var tick = new Option<uint>("--tick") { Description = "The tick to stand after", Required = true };
        var command = new Command("seek", "Brings the world to a tick and says what is there") { file, tick, AsJson };
        command.SetAction(parsed => WithWorld(parsed, games, file, (reader, tell) =>
        {
            var start = Stopwatch.GetTimestamp();
            var wanted = parsed.GetValue(tick);
            if (!ReplayRunner.TryLoadTick(reader, wanted, out var segment, out var fault))
                return reader.Has(wanted) ? tell.Fail(BadFile, fault) : tell.FailBeyond(reader, $"--tick: {fault}");

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
                    complete = reader.IsComplete,
                    reader.Torn,
                    reader.Damaged,
                    input = InputText.Describe(segment.Input),
                    verdicts = EvidenceText.Describe(world.Tick, world.Events),
                };
                tell.Print(
                    facts,
                    () => string.Create(CultureInfo.InvariantCulture, $"tick {facts.tick}: hash {facts.hash}{(facts.ok ? "" : " (not the recorded one)")}, {facts.players} players, {facts.entities} entities, {facts.milliseconds} ms{ReplayOutput.AndState(reader)}\n{string.Join('\n', facts.input.Concat(facts.verdicts))}"));
                return facts.ok ? Same : Differs;
            }
        }));
        return command;
    }

    private static Command Trim(GameTable games)
    {
        var file = FileArgument();
        var from = new Option<uint>("--from") { Description = "First tick to keep", Required = true };
        var to = new Option<uint>("--to") { Description = "Last tick to keep", Required = true };
        var output = new Option<string>("--output") { Description = "The new recording", Required = true };
        var detail = new Option<bool>("--detail") { Description = "Let the new recording say what every stage of every tick did" };
        var command = new Command("trim", "Cuts a piece out of a recording by running it again") { file, from, to, output, detail, AsJson };
        command.SetAction(parsed => WithWorld(parsed, games, file, (reader, tell) =>
        {
            var (first, wanted) = (parsed.GetValue(from), parsed.GetValue(to));
            var last = Math.Min(wanted, reader.LastTick);
            if (last < first || !reader.Has(first))
            {
                var held = reader.TickCount == 0 ? "none" : $"only {reader.StartTick + 1} to {reader.LastTick}";
                return wanted < first
                    ? tell.Fail(BadOption, $"--from, --to: tick {wanted} comes before tick {first}")
                    : tell.FailBeyond(reader, $"--from, --to: there are no ticks {first} to {wanted}, {held}");
            }

            var target = parsed.GetValue(output)!;
            try
            {
                if (!ReplayTrimmer.TryTrim(reader, first, last, target, parsed.GetValue(detail), out var mismatches, out var fault))
                    return tell.Fail(BadFile, fault);

                // A complete recording has no more ticks than it has; of any other some that were asked for may be missing.
                var isShort = last < wanted && !reader.IsComplete;
                tell.Print(
                    new { first, last, mismatches, complete = reader.IsComplete, reader.Torn, reader.Damaged },
                    () => $"ticks {first} to {last}, {mismatches} of them with another hash than recorded{ReplayOutput.AndState(reader)}");
                return mismatches != 0 ? Differs : isShort ? BadFile : Same;
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
            {
                return tell.Fail(BadOption, $"--output: {target} cannot be written: {denied.Message}");
            }
        }));
        return command;
    }

    /// <summary>For what runs ticks again: a recording of other rules is refused by the name of the rule, not called different.</summary>
    private static int WithWorld(ParseResult parsed, GameTable games, Argument<string> file, Func<RecordingReader, ReplayOutput, int> use) =>
        WithReader(parsed, games, file, (reader, tell) =>
            reader.GameFault.Length > 0 ? tell.Fail(BadFile, $"{parsed.GetValue(file)}: {reader.GameFault}") : use(reader, tell));

    /// <param name="parsed">The command line.</param>
    /// <param name="games">Those that this program knows.</param>
    /// <param name="file">Which of its files is to be opened.</param>
    /// <param name="use">Does what was asked for and gives the exit code.</param>
    private static int WithReader(ParseResult parsed, GameTable games, Argument<string> file, Func<RecordingReader, ReplayOutput, int> use)
    {
        var path = parsed.GetValue(file)!;
        var tell = new ReplayOutput(parsed.InvocationConfiguration, parsed.GetValue(AsJson));
        try
        {
            if (path.Length == 0)
                return tell.Fail(NoSuchFile, $"{file.Name}: no file has an empty name");

            if (!RecordingReader.TryOpen(path, games, out var reader, out var fault))
                return tell.Fail(BadFile, fault);

            using (reader)
                return use(reader, tell);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return tell.Fail(NoSuchFile, $"{path}: no such file");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return tell.Fail(BadFile, $"{path} cannot be read: {denied.Message}");
        }
    }

    /// <summary>Shows how far the verification is when a person watches.</summary>
    private static VerifyReport WithProgress(ReplayVerifier verifier, long ticks)
    {
        if (System.Console.IsErrorRedirected)
            return verifier.Run();

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
        report.Complete,
        report.Torn,
        report.Damaged,
        fault = report.Fault.Length > 0 ? report.Fault : null,
        note = report.Notes.Count > 0 ? string.Join("; ", report.Notes) : null,
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

    /// <summary>The first word says how it went; nothing but a complete recording without a difference is "same".</summary>
    private static string Words(VerifyReport report)
    {
        var pace = string.Create(CultureInfo.InvariantCulture, $"{report.TicksPerSecond:F0} ticks/s, {report.TimesRealTime:F1} x real time");
        var state = ReplayOutput.State(report.Torn, report.Damaged);
        var notes = string.Concat(report.Notes.Select(static note => $"\nNote: {note}."));
        var missing = string.Join('\n', new[] { state, report.Fault }.Where(static line => line.Length > 0));
        if (report.Mismatches > 0)
            return $"differs: {report.Mismatches} of {report.Ticks} hashes do not match ({pace})\n{report.First?.ToText()}\n{missing}".TrimEnd();

        if (report.Ok)
            return $"same: {report.Ticks} of {report.Ticks} hashes match ({pace}){notes}";

        var rest = report.Ticks > 0 ? $"\nall {report.Ticks} hashes that are there match ({pace}){notes}" : "";
        return $"{(state.Length == 0 ? "bad file: " : "")}{missing}{rest}";
    }
}
