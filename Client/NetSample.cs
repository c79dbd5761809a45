namespace Ecs.Client;

/// <summary>One column of a net graph: what was, or happened, in a tenth of a second.</summary>
/// <param name="RoundTrip">From a command to the snapshot that confirms it, the wait for that included.</param>
/// <param name="Jitter">Mean difference between the times that two snapshots in a row took.</param>
/// <param name="Loss">Estimated part of the snapshots that do not come: 0 to 1.</param>
/// <param name="BufferTicks">Ticks kept in hand by interpolation; 0 without.</param>
/// <param name="BytesReceived">Bytes of messages in it.</param>
/// <param name="BytesSent">Bytes of messages in it.</param>
/// <param name="Snapshots">Snapshots that came in it.</param>
/// <param name="Corrections">Corrections of the own avatar in it.</param>
public readonly record struct NetSample(
    TimeSpan RoundTrip,
    TimeSpan Jitter,
    double Loss,
    double BufferTicks,
    int BytesReceived,
    int BytesSent,
    int Snapshots,
    int Corrections);
