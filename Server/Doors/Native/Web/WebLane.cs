using Ecs.Protocol;

namespace Ecs.Server.Doors.Native.Web;

/// <summary>The first byte of a frame: which lane the rest is of (docs/protocol.md).</summary>
internal static class WebLane
{
    public const byte Control = (byte)Lane.Control;
    public const byte Stream = (byte)Lane.Stream;

    /// <summary>From the server: a number of four bytes, least first, that the client sends back as it is.</summary>
    public const byte Ping = 2;

    /// <summary>Bytes of the longest frame that a client may send.</summary>
    public const int FrameLimit = Limits.ControlBytes + 1;

    /// <summary>Bytes of a ping.</summary>
    public const int PingBytes = 1 + sizeof(uint);
}
