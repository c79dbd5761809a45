using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ecs.Server.Guards;

/// <summary>What counts as one address where something is limited by address: IPv6 by its /64, which one household has; version 4 is the same in version 6.</summary>
internal static class AddressKey
{
    /// <summary>IPv4 as itself, also where a socket for both versions or somebody's text has it as IPv6 (<c>::ffff:a.b.c.d</c>).</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

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
