using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Guards;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Doors.Argentum;

/// <summary>
/// Logs what nobody here can read: its size, its first bytes, the id that it may have and what of it can be printed. Few lines a
/// second, whoever sends how much, and nothing in a line that could look like another one.
/// </summary>
internal sealed partial class StrayPackets(ILogger log)
{
    private const int ShownBytes = 16;
    private TokenBucket _lines = new(rate: 1, burst: 10);

    /// <summary>Lines that were not written because there were too many.</summary>
    public long Unlogged { get; private set; }

    /// <param name="address">Whose bytes.</param>
    /// <param name="bytes">From the first that could not be read; at least one.</param>
    /// <param name="now">Of the server's clock.</param>
    public void Note(string address, ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        if (!_lines.TryTake(1, now))
        {
            Unlogged++;
            return;
        }

        // A damaged log-in has a password in it, which is nobody's business.
        var isLogIn = (ArgentumClientMessage)bytes[0] is ArgentumClientMessage.LoginExistingChar or ArgentumClientMessage.LoginNewChar;
        var shown = bytes[..Math.Min(bytes.Length, isLogIn ? 1 : ShownBytes)];
        LogStray(log, address, bytes.Length, Convert.ToHexString(shown), bytes[0], Printable(shown));
    }

    /// <summary>ASCII letters, digits and signs as they are, everything else as a dot.</summary>
    private static string Printable(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (text, shown) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = shown[i] is > 0x20 and < 0x7F and not (byte)'"' ? (char)shown[i] : '.';
    });

    [LoggerMessage(150, LogLevel.Warning, "unknown message from {Address}: {Size} bytes, hex {Hex}, possible id {Id}, text \"{Text}\"")]
    private static partial void LogStray(ILogger log, string address, int size, string hex, byte id, string text);
}
