using System.Diagnostics;

namespace Ecs.Tests.Testing;

/// <summary>An X server without a screen, for one test: real windows, real keys, real clicks.</summary>
public sealed class VirtualScreen : IDisposable
{
    private readonly Process _server;

    /// <summary>Starts a server of 1280 x 720 pixels and returns when it takes connections.</summary>
    public VirtualScreen()
    {
        var start = new ProcessStartInfo("Xvfb") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
            start.ArgumentList.Add(argument);

        _server = Process.Start(start)!;
        _server.BeginErrorReadLine();
        // It writes the number of its display once it is ready.
        var number = _server.StandardOutput.ReadLineAsync();
        if (!number.Wait(Patience.Limit) || number.Result is null)
        {
            Dispose();
            Assert.Fail("Xvfb did not start");
        }

        Display = $":{number.Result}";
    }

    /// <summary>What a program needs as DISPLAY to appear here.</summary>
    public string Display { get; }

    /// <summary>Ends the server at once, under whatever is connected.</summary>
    public void Kill()
    {
        _server.Kill();
        _server.WaitForExit();
    }

    /// <summary>Runs xdotool with words of its command line and returns what it printed.</summary>
    public string Act(params string[] words)
    {
        var start = new ProcessStartInfo("xdotool", words);
        start.Environment["DISPLAY"] = Display;
        (var code, var output, var errors) = OtherProgram.Run(start);
        Assert.True(code == 0, $"xdotool {string.Join(' ', words)} failed: {errors}");
        return output;
    }

    public void Dispose()
    {
        if (!_server.HasExited)
            Kill();

        _server.Dispose();
    }
}
