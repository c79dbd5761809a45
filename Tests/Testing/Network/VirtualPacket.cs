using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;

namespace Ecs.Tests.Testing.Network;

/// <summary>What a packet of the virtual network means.</summary>
public enum VirtualPacketKind
{
    /// <summary>The bytes are the connect key as UTF-8.</summary>
    Connect,
    Accept,
    Message,

    /// <summary>The end of the connection, or its refusal; the bytes are the farewell.</summary>
    Close,
}

/// <summary>A packet that arrived; its bytes are valid until the receiver asks for the next one.</summary>
public readonly record struct VirtualPacket(VirtualPacketKind Kind, Lane Lane, ReadOnlyMemory<byte> Bytes, Delivery? Delivery = null);
