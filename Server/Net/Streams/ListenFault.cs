using System.Net;
using System.Net.Sockets;

namespace Ecs.Server.Net.Streams;

/// <summary>Why a port could not be opened.</summary>
/// <param name="Where">What was asked for.</param>
/// <param name="Error">What the system said.</param>
/// <param name="Protocol">TCP or UDP.</param>
public sealed record ListenFault(IPEndPoint Where, SocketError Error, ProtocolType Protocol = ProtocolType.Tcp)
{
    /// <summary>The process's exit code: a bad option when it never can work here, else a port in use.</summary>
    public int ExitCode => IsOfAddress || Error == SocketError.AccessDenied ? Server.Base.ExitCode.BadOption : Server.Base.ExitCode.PortInUse;

    /// <summary>Link-local addresses are the same on every interface: without its name nobody knows which is meant.</summary>
    private bool LacksScope => Where.Address is { IsIPv6LinkLocal: true, ScopeId: 0 };

    private bool IsOfAddress => LacksScope || Error is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;

    private string Port => $"{(Protocol == ProtocolType.Udp ? "UDP" : "TCP")} port {Where.Port}";

    /// <summary>One line for the operator.</summary>
    /// <param name="port">What the line begins with where the port is at fault.</param>
    /// <param name="address">And where the address is.</param>
    public string Explain(string port, string address)
    {
        var key = IsOfAddress ? address : port;
        if (LacksScope)
            return $"{key}: {Where.Address} needs the name of its interface, as in {Where.Address}%eth0";
        return Error switch
        {
            SocketError.AddressAlreadyInUse => $"{key}: {Port} on {Where.Address} is in use",
            SocketError.AddressNotAvailable => $"{key}: {Where.Address} is no address of this machine",
            SocketError.AddressFamilyNotSupported => $"{key}: {Where.Address} is of a kind that this machine has switched off",
            SocketError.AccessDenied => $"{key}: {Port} needs rights that this user does not have",
            _ => $"{key}: {Port} on {Where.Address} cannot be opened: {Error}",
        };
    }
}
