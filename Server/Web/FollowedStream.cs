using System.Diagnostics;
using System.Runtime.CompilerServices;
using Ecs.Server.Files;
using Ecs.Server.Metrics;

namespace Ecs.Server.Web;

/// <summary>
/// The bytes of one client below its socket. They pass as they are until it floods its connection with pings or sends what is no frame: that is
/// counted, the socket still gets it and may answer, and then the stream is at its end.
/// </summary>
/// <param name="inner">Of the connection; belongs to this one.</param>
/// <param name="metrics">Counts why it ended.</param>
internal sealed class FollowedStream(Stream inner, ServerMetrics metrics) : PassedStream(inner)
{
    private readonly ControlFrames _frames = new();
    private bool _isOver;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isOver)
            return 0;
        var length = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!_frames.TryFollow(buffer.Span[..length], Stopwatch.GetElapsedTime(0), out var isFrame))
        {
            _isOver = true;
            metrics.CountDrop(isFrame ? DropCause.Rate : DropCause.Malformed);
        }

        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
