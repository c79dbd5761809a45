using System.Diagnostics.Metrics;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// What all bits to native clients were spent on since the start, for the server's meter. Clients are asked now and then, and once more when
/// their connection ends, so that nothing falls when somebody leaves.
/// </summary>
internal sealed class TrafficCount
{
    private const int BitsPerByte = 8;

    private readonly long[] _bits = new long[TrafficShares.NativeCauses.Count];

    public TrafficCount(Meter meter) =>
        meter.CreateObservableCounter("ecs.native.sent", Read, "By", "Bytes to native clients by what they were spent on, with the heads of IP and UDP.");

    /// <param name="cause">As in <see cref="TrafficShares.NativeCauses"/>.</param>
    /// <param name="bits">Spent since the last time.</param>
    public void Add(int cause, long bits) => Interlocked.Add(ref _bits[cause], bits);

    private Measurement<long>[] Read()
    {
        var causes = new Measurement<long>[_bits.Length];
        for (var cause = 0; cause < causes.Length; cause++)
            causes[cause] = new(Volatile.Read(ref _bits[cause]) / BitsPerByte, new KeyValuePair<string, object?>("cause", TrafficShares.NativeCauses[cause]));
        return causes;
    }
}
