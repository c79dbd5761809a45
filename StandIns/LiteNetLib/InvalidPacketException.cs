namespace LiteNetLib;

/// <summary>The application asked for a packet that cannot be built, or read past the end of one.</summary>
public class InvalidPacketException : ArgumentException
{
    public InvalidPacketException(string message)
        : base(message)
    {
    }
}
