using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Ecs.Server.Host;

/// <summary>
/// Loads before the ready line what would be loaded in the middle of a game otherwise: assemblies, and the system's libraries behind
/// them. Each takes time, and open files, which may be gone by then.
/// </summary>
internal static class Preload
{
    private const int Rounds = 1;

    /// <summary>What only the page and the operator's listener need.</summary>
    public const string WebAssemblies = "Microsoft.AspNetCore";

    /// <summary>What only the operator's listener and the export of telemetry need.</summary>
    public const string TelemetryAssemblies = "OpenTelemetry";

    /// <summary>What only publishing to a Redis and accounts in one need.</summary>
    public const string RedisAssembly = "StackExchange.Redis";

    /// <param name="unasked">How the names of assemblies begin that nobody asked for: nothing of them is loaded.</param>
    public static void Run(params string[] unasked)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        LoadReferencesOf(typeof(Preload).Assembly, seen, unasked);
        TouchLibraries();
    }

    /// <summary>Ours all the way down; of the framework what we name ourselves.</summary>
    private static void LoadReferencesOf(Assembly assembly, HashSet<string> seen, string[] unasked)
    {
        foreach (var name in assembly.GetReferencedAssemblies())
        {
            if (!seen.Add(name.FullName) || Array.Exists(unasked, start => name.FullName.StartsWith(start, StringComparison.Ordinal)))
                continue;
            try
            {
                var loaded = Assembly.Load(name);
                if (Path.GetDirectoryName(loaded.Location) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))
                    LoadReferencesOf(loaded, seen, unasked);
            }
            catch (Exception exception) when (exception is IOException or BadImageFormatException)
            {
                // Named and not shipped: nothing that a server does reaches it, or the start would not have come so far.
            }
        }
    }

    private static void TouchLibraries()
    {
        // Log-ins, tokens and handshakes; recordings; names; local time in logs.
        var bytes = RandomNumberGenerator.GetBytes(16);
        _ = Rfc2898DeriveBytes.Pbkdf2(bytes, bytes, Rounds, HashAlgorithmName.SHA256, bytes.Length);
        _ = SHA256.HashData(bytes);
        using (var packed = new MemoryStream())
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
            deflate.Write(bytes);
        _ = "e\u0301".Normalize(NormalizationForm.FormKC);
        _ = TimeZoneInfo.Local.BaseUtcOffset;
    }
}
