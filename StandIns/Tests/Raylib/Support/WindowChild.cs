using System.Diagnostics;
using Ecs.Tests.Testing;

namespace Ecs.StandIns.Tests.Raylib.Support;

/// <summary>The process of <see cref="WindowProgram"/>, listened to.</summary>
internal sealed class WindowChild : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts the program with variables of the environment; null takes one away.</summary>
    public WindowChild(string[] arguments, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WindowProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((var name, var value) in variables)
            start.Environment[name] = value;

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote to standard error until it ended.</summary>
    public string Errors => _errors.Result;

    /// <summary>Reads on until a line; what came before it is returned as well.</summary>
    public List<string> ReadUntil(string line)
    {
        var lines = new List<string>();
        while (lines.Count == 0 || lines[^1] != line)
        {
            var next = _process.StandardOutput.ReadLineAsync();
            Assert.True(next.Wait(Patience.Limit) && next.Result is not null, $"no line \"{line}\" after: {string.Join(", ", lines)}");
            lines.Add(next.Result!);
        }

        return lines;
    }

    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Patience.Limit), "the window did not end");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}
