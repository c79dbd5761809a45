namespace Ecs.Server.Net.Streams;

/// <summary>
/// Answers, for one stream and on the pump's thread, what needs nobody's knowledge and should not wait for a tick: pings. The tick's
/// thread reads what is left over.
/// </summary>
public interface IStreamEcho
{
    /// <summary>
    /// Pump: looks at what has come, in order and each byte once. Whatever is answered is changed into something that the tick's thread
    /// passes over, so that it need not be told.
    /// </summary>
    /// <param name="bytes">What was held back the last time, and behind it what has come since.</param>
    /// <param name="answers">Where whole messages go that the client gets at once.</param>
    /// <returns>
    /// How many bytes the tick's thread may see. The others, at most <see cref="HeldLimit"/>, are the beginning of what may become a
    /// ping, and it could do nothing with them.
    /// </returns>
    int Look(Span<byte> bytes, StreamAnswers answers);

    /// <summary>Bytes that are held back at most.</summary>
    int HeldLimit { get; }
}
