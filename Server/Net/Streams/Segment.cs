namespace Ecs.Server.Net.Streams;

/// <summary>A piece of a <see cref="SegmentQueue"/>, or of the pool that keeps it for the next one.</summary>
internal sealed class Segment
{
    public const int Capacity = 4096;

    public readonly byte[] Bytes = new byte[Capacity];

    public Segment? Next;
}
