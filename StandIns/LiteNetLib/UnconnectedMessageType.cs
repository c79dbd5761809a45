namespace LiteNetLib;

/// <summary>How a message without a connection was addressed.</summary>
public enum UnconnectedMessageType
{
    BasicMessage,
    Broadcast,
}
