using System.Buffers.Binary;
using LiteNetLib.Wire;

namespace LiteNetLib.Peers;

/// <summary>
/// Climbs the ladder of datagram sizes, one probe a second. Three unanswered probes end it; only a probe from the other side starts the
/// count anew, as in the original.
/// </summary>
internal sealed class MtuDiscovery
{
    private const int MaxAttempts = 4;
    private const int LengthSize = sizeof(int);

    private readonly int _extra;
    private int _step;
    private int _attempts;

    /// <summary><c>extra</c>: bytes a packet layer adds. <c>fixedMtu</c>: a size that is not to be discovered, or 0.</summary>
    public MtuDiscovery(int extra, int fixedMtu, bool discover)
    {
        _extra = extra;
        Mtu = fixedMtu > 0 ? Math.Min(fixedMtu, WireLimits.MaxDatagram) - extra : WireLimits.InitialMtu - extra;
        IsFinished = fixedMtu > 0 || !discover;
        IsFixed = fixedMtu > 0;
    }

    /// <summary>The largest datagram to send, without the bytes of a packet layer.</summary>
    public int Mtu { get; private set; }

    public bool IsFinished { get; private set; }

    private bool IsFixed { get; }

    /// <summary>The size to probe now; false when discovery is over.</summary>
    public bool TryNextProbe(out int size)
    {
        size = 0;
        if (++_attempts >= MaxAttempts || _step + 1 >= WireLimits.MtuSteps.Length)
        {
            IsFinished = true;
            return false;
        }

        size = WireLimits.MtuSteps[_step + 1] - _extra;
        return true;
    }

    public static void WriteProbe(Span<byte> packet, byte header)
    {
        packet.Clear();
        packet[0] = header;
        BinaryPrimitives.WriteInt32LittleEndian(packet[1..], packet.Length);
        BinaryPrimitives.WriteInt32LittleEndian(packet[^LengthSize..], packet.Length);
    }

    /// <summary>Whether a probe of the other side arrived whole and deserves its echo.</summary>
    public bool TakeProbe(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < WireLimits.InitialMtu || packet.Length > WireLimits.MaxDatagram - _extra || !LengthsAgree(packet))
        {
            return false;
        }

        _attempts = 0;
        return true;
    }

    /// <summary>Steps up when the echo has exactly the size that was probed.</summary>
    public bool TakeEcho(ReadOnlySpan<byte> packet)
    {
        if (IsFinished || _step + 1 >= WireLimits.MtuSteps.Length || packet.Length != WireLimits.MtuSteps[_step + 1] - _extra
            || !LengthsAgree(packet))
        {
            return false;
        }

        _step++;
        Mtu = packet.Length;
        IsFinished = _step + 1 >= WireLimits.MtuSteps.Length;
        return true;
    }

    /// <summary>The socket refused a size, or nothing of it can ever arrive.</summary>
    public void Stop() => IsFinished = true;

    /// <summary>The path may have changed: back to the size that always works.</summary>
    public void Restart(bool discover)
    {
        if (IsFixed)
        {
            return;
        }

        _step = 0;
        _attempts = 0;
        Mtu = WireLimits.InitialMtu - _extra;
        IsFinished = !discover;
    }

    private static bool LengthsAgree(ReadOnlySpan<byte> packet)
        => packet.Length >= 1 + LengthSize + LengthSize
            && BinaryPrimitives.ReadInt32LittleEndian(packet[1..]) == packet.Length
            && BinaryPrimitives.ReadInt32LittleEndian(packet[^LengthSize..]) == packet.Length;
}
