namespace Ecs.Server.Files;

/// <summary>A stream that has no length and no place to go back to: what it is asked of those throws <see cref="NotSupportedException"/>.</summary>
public abstract class OneWayStream : Stream
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
