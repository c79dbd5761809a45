using System.Diagnostics;

namespace Ecs.Benchmarks;

/// <summary>This program once more, in a process of its own.</summary>
internal static class ThisProgram
{
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Of its environment, beside ours.</param>
    public static Process Start(IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(ThisProgram).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("the process did not start");
    }
}
