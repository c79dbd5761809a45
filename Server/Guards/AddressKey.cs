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

    /// <summary>The same of an address as the system has it, without an object for it; 0 for another kind of address.</summary>
    public static UInt128 Of(SocketAddress address)
    {
        const int ofVersion4 = 4;
        const int ofVersion6 = 8;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var system = address.Buffer.Span[..address.Size];
        if (address.Family == AddressFamily.InterNetwork && system.Length >= ofVersion4 + 4)
        {
            bytes[10..12].Fill(0xFF);
            system.Slice(ofVersion4, 4).CopyTo(bytes[12..]);
        }
        else if (address.Family == AddressFamily.InterNetworkV6 && system.Length >= ofVersion6 + bytes.Length)
        {
            system.Slice(ofVersion6, bytes.Length).CopyTo(bytes);
            if (!bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]))
                bytes[8..].Clear();
        }

        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
