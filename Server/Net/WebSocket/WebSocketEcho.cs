using System.Diagnostics;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Net.WebSocket;

/// <summary>
/// Answers pings of one connection when they are read, on the pump's thread: those of the protocol and those of a game. A ping that was
/// answered goes on as a pong, over which the tick's thread passes. What is more than <see cref="PerSecond"/> waits for the tick, which
/// counts it like everything else.
/// </summary>
/// <param name="messageLimit">As in <see cref="WebSocketOptions.MessageLimit"/>.</param>
/// <param name="word">The game's own ping; null when it has none.</param>
internal sealed class WebSocketEcho(int messageLimit, IPingWord? word) : IStreamEcho
{
    /// <summary>Pings that are answered at once; original clients send ten a second.</summary>
    public const int PerSecond = 32;

    private const byte AnsweredPing = 0x80 | (byte)WebSocketOpcode.Pong;
    private const int MaskLength = 4;
    private const int ShortHead = 2 + MaskLength;

    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private volatile bool _answersPings;
    private volatile bool _answersWords;
    private int _endMatched;
    private bool _isLost;
    private bool _isInMessage;
    private int _skip;
    private long _second;
    private int _inSecond;

    public int HeldLimit => ShortHead + FrameHead.ControlPayloadLimit;

    /// <summary>Tick's thread: the answer to the upgrade is out, so others may follow.</summary>
    public void Begin() => _answersPings = true;

    /// <summary>Tick's thread: the game's own pings mean something from now on.</summary>
    public void BeginWords() => _answersWords = true;

    /// <summary>Tick's thread, before a close frame is queued: nothing may follow it.</summary>
    public void Stop() => (_answersPings, _answersWords) = (false, false);

    public int Look(Span<byte> bytes, StreamAnswers answers)
    {
        var at = _endMatched == EndOfHead.Length ? 0 : SkipRequest(bytes);
        while (at < bytes.Length && !_isLost)
        {
            if (_skip > 0)
            {
                var part = Math.Min(_skip, bytes.Length - at);
                (_skip, at) = (_skip - part, at + part);
                continue;
            }

            var rest = bytes[at..];
            if (!FrameHead.TryRead(rest, messageLimit, out var head, out var fault))
            {
                // The tick's thread finds the same fault and ends the connection.
                _isLost = fault != 0;
                return _isLost ? bytes.Length : at;
            }

            var length = head.HeadLength + head.PayloadLength;
            var mayBePing = IsPing(head) || IsAsLongAsWord(head);
            if (mayBePing && rest.Length < length)
                return at;
            if (mayBePing)
                TryAnswer(head, rest[..length], answers);
            Follow(head);
            _skip = length;
        }

        return bytes.Length;
    }

    private static bool IsPing(in FrameHead head) => head.Opcode == WebSocketOpcode.Ping;

    private bool IsAsLongAsWord(in FrameHead head) =>
        word is not null && head.Opcode == WebSocketOpcode.Binary && head.IsFinal && !_isInMessage && head.PayloadLength == word.Length;

    /// <summary>Before the first frame there is a request, up to its empty line.</summary>
    private int SkipRequest(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (; at < bytes.Length && _endMatched < EndOfHead.Length; at++)
            _endMatched = bytes[at] == EndOfHead[_endMatched] ? _endMatched + 1 : bytes[at] == EndOfHead[0] ? 1 : 0;
        return at;
    }

    /// <summary>Whether a message of several frames is under way: what comes into it is for the tick's thread to judge.</summary>
    private void Follow(in FrameHead head)
    {
        if (!head.IsControl)
            _isInMessage = !head.IsFinal;
    }

    private void TryAnswer(in FrameHead head, Span<byte> frame, StreamAnswers answers)
    {
        if (!(IsPing(head) ? _answersPings : _answersWords))
            return;
        Span<byte> payload = stackalloc byte[FrameHead.ControlPayloadLimit];
        payload = payload[..head.PayloadLength];
        Masking.Apply(frame[head.HeadLength..], payload, head.Mask);
        Span<byte> answer = stackalloc byte[FrameHead.ControlPayloadLimit];
        var opcode = IsPing(head) ? WebSocketOpcode.Pong : WebSocketOpcode.Binary;
        if (IsPing(head))
            payload.CopyTo(answer);
        var length = IsPing(head) ? payload.Length : word!.Answer(payload, answer);
        if ((!IsPing(head) && length == 0) || !MayAnswer())
            return;
        Span<byte> answerHead = stackalloc byte[FrameHead.WrittenLimit];
        if (answers.TryAdd(answerHead[..FrameHead.Write(answerHead, opcode, length)], answer[..length]))
            frame[0] = AnsweredPing;
    }

    private bool MayAnswer()
    {
        var second = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        if (second != _second)
            (_second, _inSecond) = (second, 0);
        return ++_inSecond <= PerSecond;
    }
}
