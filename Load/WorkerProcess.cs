using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Reflection;

namespace Ecs.Load;

/// <summary>A worker in a process of its own: this program once more. It ends when its input does, so it never outlives the one that started it.</summary>
internal sealed class WorkerProcess : IWorkerLink
{
    private const int EndMilliseconds = 10_000;

    private readonly Process _process;

    /// <param name="command">What to start, and its first arguments; <see cref="ThisCommand"/>.</param>
    /// <param name="arguments">The rest.</param>
    public WorkerProcess(IReadOnlyList<string> command, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (IEnumerable<string>)[.. command.Skip(1), .. arguments])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("the process of clients did not start");
    }

    /// <summary>How this program was started, up to the command that was chosen.</summary>
    public static IReadOnlyList<string> ThisCommand(Command command) => ThisProgram(command is RootCommand ? [] : [command.Name]);

    /// <summary>How this program was started, and a command of it.</summary>
    public static IReadOnlyList<string> ThisProgram(params ReadOnlySpan<string> name)
    {
        var program = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(program) == "dotnet" && Assembly.GetEntryAssembly()?.Location is { Length: > 0 } entry
            ? [program, entry, .. name]
            : [program, .. name];
    }

    /// <summary>What the started one does: it is told by its standard input, which another thread reads.</summary>
    public static void Serve(LoadRun run)
    {
        var lines = new ConcurrentQueue<string>();
        var reading = new Thread(() =>
        {
            while (Console.In.ReadLine() is { } line)
                lines.Enqueue(line);
            lines.Enqueue("");
        })
        {
            IsBackground = true,
            Name = "lines",
        };
        reading.Start();
        new LoadWorker(run, () => lines.TryDequeue(out var line) ? line : null, Console.WriteLine).Serve();
    }

    public void Send(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is no more, as whoever waits for its answer will find.
        }
    }

    public string? Receive() => _process.StandardOutput.ReadLine();

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // What was still to be told it has nobody to hear.
        }

        if (!_process.WaitForExit(EndMilliseconds))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
