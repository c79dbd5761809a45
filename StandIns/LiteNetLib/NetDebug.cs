using System.Diagnostics.CodeAnalysis;

namespace LiteNetLib;

/// <summary>
/// The process-wide logger. Without one the library is silent: it never writes a line per packet, drops are counted in
/// <see cref="NetDrops"/>.
/// </summary>
public static class NetDebug
{
    [SuppressMessage("Usage", "CA2211", Justification = "The package declares it as a plain static field.")]
    [AllowNull]
    public static INetLogger Logger = null!;

    internal static void Write(NetLogLevel level, string text, params object[] args)
        => ((INetLogger?)Logger)?.WriteNet(level, text, args);
}
