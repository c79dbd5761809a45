namespace LiteNetLib;

/// <summary>Traffic of a manager or of one peer; counted only while <c>EnableStatistics</c> is set.</summary>
public sealed class NetStatistics
{
    private long _packetsSent;
    private long _packetsReceived;
    private long _bytesSent;
    private long _bytesReceived;
    private long _packetLoss;

    /// <summary>Datagrams handed to the socket.</summary>
    public long PacketsSent => Interlocked.Read(ref _packetsSent);

    public long PacketsReceived => Interlocked.Read(ref _packetsReceived);

    /// <summary>UDP payload bytes, packet layers included.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    /// <summary>Packets that an acknowledgement left out or a sequence number skipped. One still in flight counts too, so it reads high.</summary>
    public long PacketLoss => Interlocked.Read(ref _packetLoss);

    /// <summary>Loss in whole per cent of the packets sent; 0 before the first.</summary>
    public long PacketLossPercent
    {
        get
        {
            long sent = PacketsSent;
            return sent == 0 ? 0 : PacketLoss * 100 / sent;
        }
    }

    public void Reset()
    {
        Interlocked.Exchange(ref _packetsSent, 0);
        Interlocked.Exchange(ref _packetsReceived, 0);
        Interlocked.Exchange(ref _bytesSent, 0);
        Interlocked.Exchange(ref _bytesReceived, 0);
        Interlocked.Exchange(ref _packetLoss, 0);
    }

    public override string ToString()
        => $"BytesReceived: {BytesReceived}\nPacketsReceived: {PacketsReceived}\nBytesSent: {BytesSent}\nPacketsSent: {PacketsSent}\nPacketLoss: {PacketLoss}\nPacketLossPercent: {PacketLossPercent}\n";

    internal void CountSent(int bytes)
    {
        Interlocked.Increment(ref _packetsSent);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void CountReceived(int bytes)
    {
        Interlocked.Increment(ref _packetsReceived);
        Interlocked.Add(ref _bytesReceived, bytes);
    }

    internal void CountLoss(int packets) => Interlocked.Add(ref _packetLoss, packets);
}
