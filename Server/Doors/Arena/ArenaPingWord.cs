using Ecs.Server.Net.WebSocket;

namespace Ecs.Server.Doors.Arena;

/// <summary>254 and a stamp are answered by 255 and the same stamp.</summary>
internal sealed class ArenaPingWord : IPingWord
{
    public int Length => ArenaReader.PingLength;

    public int Answer(ReadOnlySpan<byte> message, Span<byte> answer)
    {
        if (message[0] != (byte)ArenaRequest.Ping)
            return 0;
        message.CopyTo(answer);
        answer[0] = (byte)ArenaAnswer.Pong;
        return message.Length;
    }
}
