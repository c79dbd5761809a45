using System.Net;
using System.Net.Sockets;

namespace Ecs.Server.Doors.Streams;

/// <summary>Why a port could not be opened.</summary>
/// <param name="Where">What was asked for.</param>
/// <param name="Error">What the system said.</param>
public sealed record ListenFault(IPEndPoint Where, SocketError Error)
{
    /// <summary>The process's exit code: a bad option when it never can work here, else a port in use.</summary>
    public int ExitCode => Error is SocketError.AddressNotAvailable or SocketError.AccessDenied ? Server.ExitCode.BadOption : Server.ExitCode.PortInUse;

    /// <summary>One line for the operator.</summary>
    /// <param name="option">The setting that chose the port, as the operator spells it.</param>
    public string Explain(string option) => Error switch
    {
        SocketError.AddressAlreadyInUse => $"{option}: TCP port {Where.Port} on {Where.Address} is in use",
        SocketError.AddressNotAvailable => $"{option}: {Where.Address} is no address of this machine",
        SocketError.AccessDenied => $"{option}: TCP port {Where.Port} needs rights that this user does not have",
        _ => $"{option}: TCP port {Where.Port} on {Where.Address} cannot be opened: {Error}",
    };
}
