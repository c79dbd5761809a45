namespace Ecs.Tests.Testing;

/// <summary>Adds up what this thread allocates between start and stop.</summary>
internal sealed class AllocationMeter
{
    private long _before;

    /// <summary>Since it was made.</summary>
    public long Bytes { get; private set; }

    public void Start() => _before = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>What other threads have allocated for this one's work.</summary>
    public void Add(long bytes) => Bytes += bytes;

    public void Stop() => Bytes += GC.GetAllocatedBytesForCurrentThread() - _before;
}
