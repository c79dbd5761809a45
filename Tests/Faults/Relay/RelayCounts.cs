namespace Ecs.Tests.Faults.Relay;

/// <summary>What became of the datagrams of one relay, or of several.</summary>
internal sealed class RelayCounts
{
    public long Taken { get; set; }

    /// <summary>By chance, in a partition, or because the queue was full.</summary>
    public long Lost { get; set; }

    public long TooLong { get; set; }

    public long Doubled { get; set; }

    public long Flipped { get; set; }

    /// <summary>Overtaken by one that was sent later.</summary>
    public long Overtaken { get; set; }

    public void Add(RelayCounts other)
    {
        Taken += other.Taken;
        Lost += other.Lost;
        TooLong += other.TooLong;
        Doubled += other.Doubled;
        Flipped += other.Flipped;
        Overtaken += other.Overtaken;
    }

    public override string ToString() =>
        $"{Taken} datagrams, {Lost} lost, {TooLong} too long, {Doubled} doubled, {Overtaken} overtaken, {Flipped} with a flipped bit";
}
