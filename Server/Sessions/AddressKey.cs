using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ecs.Server.Sessions;

/// <summary>What counts as one address where something is limited by address: IPv6 by its /64, which one household has; version 4 is the same in version 6.</summary>
internal static class AddressKey
{
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            // As ::ffff:a.b.c.d, without an object for it.
            bytes[10..12].Fill(0xFF);
            address.TryWriteBytes(bytes[12..], out _);
        }
        else
        {
            address.TryWriteBytes(bytes, out _);
            if (!address.IsIPv4MappedToIPv6)
                bytes[8..].Clear();
        }

        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
