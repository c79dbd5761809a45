using Ecs.Server.Guards;
using Ecs.Server.Net.WebSocket;

namespace Ecs.Server.Web;

/// <summary>
/// Follows the frames of one client through whatever pieces they come in, and says when it sends more pings and pongs than anybody means. The
/// socket behind answers a ping when it reads it and tells nobody, so the bytes are all that shows them.
/// </summary>
internal sealed class ControlFrames
{
    /// <summary>In the long run; browsers send none of their own, and programs one in some seconds.</summary>
    public const int PerSecond = 32;

    /// <summary>At once.</summary>
    public const int Burst = 64;

    private const int LongestHead = 14;

    private readonly byte[] _head = new byte[LongestHead];
    private TokenBucket _rest = new(PerSecond, Burst);
    private int _known;
    private int _payload;

    /// <summary>False when these bytes hold one too many, or what is no frame; nothing behind it is followed.</summary>
    /// <param name="bytes">As they came, without a gap to those before.</param>
    /// <param name="now">Time that only goes forward.</param>
    /// <param name="isFrame">Whether it was frames as far as they were followed.</param>
    public bool TryFollow(ReadOnlySpan<byte> bytes, TimeSpan now, out bool isFrame)
    {
        isFrame = true;
        while (!bytes.IsEmpty)
        {
            if (_payload > 0)
            {
                var part = Math.Min(_payload, bytes.Length);
                _payload -= part;
                bytes = bytes[part..];
                continue;
            }

            _head[_known++] = bytes[0];
            bytes = bytes[1..];
            if (FrameHead.TryRead(_head.AsSpan(0, _known), int.MaxValue, out var head, out var fault))
            {
                (_known, _payload) = (0, head.PayloadLength);
                if (head.IsControl && !_rest.TryTake(1, now))
                    return false;
            }
            else if (fault != 0)
            {
                isFrame = false;
                return false;
            }
        }

        return true;
    }
}
