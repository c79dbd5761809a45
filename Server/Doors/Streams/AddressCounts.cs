using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ecs.Server.Doors.Streams;

/// <summary>How many connections each address holds. IPv6 counts by its /64, which one household has; bounded by the connections.</summary>
internal sealed class AddressCounts(int limit)
{
    private readonly Dictionary<UInt128, int> _counts = [];

    public bool TryAdd(IPAddress address)
    {
        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, KeyOf(address), out _);
        if (count >= limit)
            return false;
        count++;
        return true;
    }

    public void Remove(IPAddress address)
    {
        UInt128 key = KeyOf(address);
        if (--CollectionsMarshal.GetValueRefOrNullRef(_counts, key) == 0)
            _counts.Remove(key);
    }

    private static UInt128 KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        IPAddress whole = address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address;
        whole.TryWriteBytes(bytes, out _);
        if (!whole.IsIPv4MappedToIPv6)
            bytes[8..].Clear();
        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
