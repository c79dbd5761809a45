using System.Diagnostics;
using Ecs.Server.Recording;
using Ecs.Simulation;

namespace Ecs.Server.Replay;

/// <summary>Lets another build of this program run one tick of a recording, as a child process, and reads what it did.</summary>
internal static class OtherBuild
{
    private const int TimeLimitMilliseconds = 120_000;

    /// <summary>Whether there is something to start. A bare name may be one that the system looks for in its path.</summary>
    public static bool Exists(string program) =>
        File.Exists(program) || (program.Length != 0 && Path.GetFileName(program) == program && !program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));

    /// <summary>Null, with a line on standard error, when the other build cannot do it.</summary>
    /// <param name="program">An executable, or a .dll that the runtime starts.</param>
    /// <param name="games">Those that this program knows.</param>
    /// <param name="recording">The file.</param>
    /// <param name="tick">The tick to trace.</param>
    public static (TickTrace Trace, string Name)? Trace(string program, GameTable games, string recording, uint tick)
    {
        var output = Path.Combine(Path.GetTempPath(), $"ecs-trace-{Environment.ProcessId}-{tick}.rec");
        try
        {
            var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true };
            start.FileName = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? "dotnet" : program;
            if (start.FileName == "dotnet")
                start.ArgumentList.Add(program);

            var number = tick.ToString(System.Globalization.CultureInfo.InvariantCulture);
            foreach (var argument in (string[])["replay", "trim", recording, "--from", number, "--to", number, "--detail", "--output", output])
                start.ArgumentList.Add(argument);

            using var child = Process.Start(start)!;
            child.OutputDataReceived += static (_, _) => { };
            child.BeginOutputReadLine();
            var complaint = child.StandardError.ReadToEnd();
            if (!child.WaitForExit(TimeLimitMilliseconds))
            {
                child.Kill();
                complaint = "it took too long";
            }

            return Read(output, games, tick, ref complaint) ?? Give(program, complaint);
        }
        catch (System.ComponentModel.Win32Exception cannotStart)
        {
            return Give(program, cannotStart.Message);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static (TickTrace Trace, string Name)? Read(string path, GameTable games, uint tick, ref string complaint)
    {
        if (!File.Exists(path))
            return null;

        if (!RecordingReader.TryOpen(path, games, out var reader, out var fault))
        {
            complaint = fault;
            return null;
        }

        using (reader)
        {
            complaint = reader.DetailFault.Length > 0 ? reader.DetailFault : complaint;
            return DetailDecoder.Find(reader, tick) is { } trace ? (trace, $"build {reader.Header.Build}") : null;
        }
    }

    private static (TickTrace Trace, string Name)? Give(string program, string complaint)
    {
        System.Console.Error.WriteLine($"{program} could not run the tick: {complaint.Trim()}");
        return null;
    }
}
