namespace Ecs.Server.Net.WebSocket;

/// <summary>Why a connection ends (RFC 6455, section 7.4).</summary>
public static class WebSocketCloseCode
{
    public const ushort Normal = 1000;
    public const ushort GoingAway = 1001;
    public const ushort ProtocolError = 1002;
    public const ushort UnsupportedData = 1003;

    /// <summary>Never sent: the other side closed without saying why.</summary>
    public const ushort NoStatus = 1005;

    /// <summary>Never sent: the connection ended without a close frame.</summary>
    public const ushort Abnormal = 1006;
    public const ushort InvalidPayload = 1007;
    public const ushort PolicyViolation = 1008;
    public const ushort MessageTooBig = 1009;

    /// <summary>Whether a peer may send this code: those the standard gives away, those registered, and the private ones.</summary>
    public static bool IsSendable(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
