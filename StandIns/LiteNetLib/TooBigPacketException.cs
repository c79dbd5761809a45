namespace LiteNetLib;

/// <summary>A message does not fit: unreliable and sequenced ones must fit one datagram, reliable ones the fragment limit.</summary>
public class TooBigPacketException : InvalidPacketException
{
    public TooBigPacketException(string message)
        : base(message)
    {
    }
}
