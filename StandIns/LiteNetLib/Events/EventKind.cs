namespace LiteNetLib.Events;

internal enum EventKind : byte
{
    Connected,
    Disconnected,
    Received,
    ReceivedUnconnected,
    Error,
    Latency,
    Request,
    Delivered,
    AddressChanged,
}
