using System.Diagnostics;

namespace Ecs.Tests.Testing;

/// <summary>A program that does one thing and ends.</summary>
internal static class OtherProgram
{
    /// <summary>Waits for its end; one that does not end is killed, with all that it has started, and fails the test.</summary>
    /// <param name="start">What to run. Its streams are redirected.</param>
    /// <param name="limit">How long it may take; <see cref="Patience.Limit"/> when nothing is said.</param>
    /// <returns>Its exit code and all that it wrote.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static (int ExitCode, string Output, string Errors) Run(ProcessStartInfo start, TimeSpan? limit = null)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit ?? Patience.Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{start.FileName} {string.Join(' ', start.ArgumentList)} does not end");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }
}
