using Ecs.Server.Files;

namespace Ecs.Server.Redis;

/// <summary>
/// A connection's bytes as they are, until a reply says that it will be larger than anything that was asked for: then the connection is
/// broken before any of it is taken in.
/// </summary>
internal sealed class ReplyGuard(Stream inner) : PassedStream(inner)
{
    private readonly ReplySizes _sizes = new();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = Inner.Read(buffer);
        Check(buffer[..count]);
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Check(buffer.Span[..count]);
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count) => Inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => Inner.Write(buffer);

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (!_sizes.TryFollow(bytes))
            throw new IOException("the reply is too large");
    }
}
