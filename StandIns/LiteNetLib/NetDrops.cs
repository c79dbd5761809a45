namespace LiteNetLib;

/// <summary>One counter per <see cref="DropCause"/>. Not in the original package.</summary>
public sealed class NetDrops
{
    private readonly long[] _counts = new long[Enum.GetValues<DropCause>().Length];

    /// <summary>How often something was dropped for this cause since the manager was made.</summary>
    public long this[DropCause cause] => Interlocked.Read(ref _counts[(int)cause]);

    public long Total
    {
        get
        {
            long total = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                total += Interlocked.Read(ref _counts[i]);
            }

            return total;
        }
    }

    internal void Count(DropCause cause) => Interlocked.Increment(ref _counts[(int)cause]);
}
