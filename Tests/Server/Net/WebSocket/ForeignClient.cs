using System.Diagnostics;
using Ecs.Tests.House;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>Programs that are not ours and speak the standard's client half: where they are, and what is missing.</summary>
internal static class ForeignClient
{
    private const string WebSocketPackage = "ws@8.18.0";

    /// <summary>The first Python that has the package; the first on the path need not be the system's own.</summary>
    public static string? Python => ((string[])["/usr/bin/python3", "python3"]).FirstOrDefault(static python => Succeeds(python, "-c", "import websockets"));

    public static bool HasNode => Succeeds("node", "-e", "require('ws')");

    public static string Script(string name) => Path.Combine(Repository.Root, "Tests", "Server", "Doors", "WebSocket", "Clients", name);

    /// <summary>Puts the package into a folder of its own, where a script that runs there finds it.</summary>
    public static void InstallNodePackage(string folder, string package = WebSocketPackage) =>
        Assert.True(
            Succeeds("npm", "install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", package),
            $"npm did not install {package}");

    /// <summary>Deletes a folder that a process which has just been ended may still be writing to.</summary>
    public static void Remove(DirectoryInfo folder)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(50);
            }
        }
    }

    public static Process Start(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() };
            return OtherProgram.Run(start).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }
}
