using Ecs.Server.Net.WebSocket;
using MessagePack;

namespace Ecs.Server.Doors.Survival;

/// <summary>The ping of one generation of clients as they all write it; a ping that is written otherwise waits for the tick.</summary>
internal sealed class SurvivalPingWord : IPingWord
{
    private readonly byte[] _ping;
    private readonly byte[] _pong;

    public SurvivalPingWord(PacketCodes codes)
    {
        _ping = Write(codes.CodeOf(SurvivalClientPacket.Ping));
        _pong = Write(codes.CodeOf(SurvivalServerPacket.Pong));
    }

    public int Length => _ping.Length;

    public int Answer(ReadOnlySpan<byte> message, Span<byte> answer)
    {
        if (!message.SequenceEqual(_ping))
            return 0;
        _pong.CopyTo(answer);
        return _pong.Length;
    }

    /// <summary>A code and no arguments.</summary>
    private static byte[] Write(ReadOnlySpan<byte> code)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.WriteString(code);
        writer.WriteArrayHeader(0);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
