using System.Reflection;
using System.Runtime.InteropServices;

namespace Raylib_cs.Sdl;

/// <summary>Finds SDL2 on the system, under the names that its packages give it.</summary>
internal static class SdlLibrary
{
    /// <summary>The name in the imports; the resolver turns it into a file.</summary>
    public const string Name = "SDL2";

    /// <summary>An environment variable: the path of the library where it lies in no usual place.</summary>
    public const string PathVariable = "SDL2_LIBRARY";

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>Loads the library once.</summary>
    /// <exception cref="DllNotFoundException">It is not installed; the message says in one line what to install.</exception>
    public static void Require()
    {
        lock (Gate)
        {
            if (_handle == 0)
            {
                _handle = Load(Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? [path] : Names());
                NativeLibrary.SetDllImportResolver(typeof(SdlLibrary).Assembly, Resolve);
            }
        }
    }

    /// <summary>The first library of some names that loads.</summary>
    internal static nint Load(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
                return handle;
        }

        throw new DllNotFoundException(
            $"SDL2 is not installed ({names[0]} was not found): {Hint()}, or give the path of the library in {PathVariable}");
    }

    private static string Hint()
    {
        if (OperatingSystem.IsWindows())
            return "put SDL2.dll beside the program";

        return OperatingSystem.IsMacOS() ? "brew install sdl2" : "apt-get install libsdl2-2.0-0 (Debian, Ubuntu), dnf install SDL2 (Fedora)";
    }

    private static string[] Names()
    {
        if (OperatingSystem.IsWindows())
            return ["SDL2.dll"];

        return OperatingSystem.IsMacOS()
            ? ["libSDL2-2.0.0.dylib", "/opt/homebrew/lib/libSDL2-2.0.0.dylib", "/usr/local/lib/libSDL2-2.0.0.dylib"]
            : ["libSDL2-2.0.so.0"];
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == Name ? _handle : 0;
}
