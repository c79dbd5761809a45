namespace Ecs.Server.Net.WebSocket;

/// <summary>A ping that is a message of a game's own, and how it is answered. Asked on the pump's thread: knows nothing that changes.</summary>
public interface IPingWord
{
    /// <summary>Bytes of the ping, at most what a frame of the protocol's own holds (125).</summary>
    int Length { get; }

    /// <summary>Bytes of the answer; 0 when the message is no ping.</summary>
    /// <param name="message">A whole binary message of <see cref="Length"/> bytes.</param>
    /// <param name="answer">125 bytes.</param>
    int Answer(ReadOnlySpan<byte> message, Span<byte> answer);
}
