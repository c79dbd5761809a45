namespace LiteNetLib.Transport;

/// <summary>How to open a socket. <c>Ttl</c> 0 leaves the system's.</summary>
internal readonly record struct SocketOptions(bool ReuseAddress, bool DontRoute, short Ttl);
