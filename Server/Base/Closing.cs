using Ecs.Server.Files;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Base;

/// <summary>
/// Closes what a server consists of. A part that fails is told of and keeps no other from closing: whatever is wrong with it, the
/// others hold what people want to keep.
/// </summary>
internal static partial class Closing
{
    /// <param name="log">Gets a line for each part that fails.</param>
    /// <param name="part">What the line calls it.</param>
    /// <param name="close">Closes it.</param>
    public static void Of(ILogger log, string part, Action close)
    {
        try
        {
            close();
        }
        catch (Exception exception) when (WriteFault.Is(exception))
        {
            LogFailed(log, part, exception.Message);
        }
        catch (Exception exception)
        {
            // A broken invariant ends a process, and this one ends already: first the others close.
            LogBroken(log, exception, part);
        }
    }

    [LoggerMessage(133, LogLevel.Error, "Closing {Part} failed: {Fault}")]
    private static partial void LogFailed(ILogger log, string part, string fault);

    [LoggerMessage(134, LogLevel.Error, "Closing {Part} failed")]
    private static partial void LogBroken(ILogger log, Exception exception, string part);
}
