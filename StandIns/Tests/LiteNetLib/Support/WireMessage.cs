using System.Buffers.Binary;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>A message that says where it belongs and whose filler can be checked: u32 index, u8 stream, filler from both.</summary>
internal static class WireMessage
{
    public const int HeaderSize = 5;

    /// <summary>Number of streams of one direction: five methods on each channel.</summary>
    public static int Stream(byte channel, DeliveryMethod method)
        => method == DeliveryMethod.Unreliable ? (int)method : (channel * 5) + (int)method;

    public static byte[] Build(int index, byte channel, DeliveryMethod method, int size)
    {
        byte[] message = new byte[Math.Max(HeaderSize, size)];
        BinaryPrimitives.WriteInt32LittleEndian(message, index);
        message[4] = (byte)Stream(channel, method);
        for (int i = HeaderSize; i < message.Length; i++)
        {
            message[i] = Filler(index, message[4], i);
        }

        return message;
    }

    /// <summary>The index, or -1 when the message is not one of this stream, whole and unchanged.</summary>
    public static int Check(ReadOnlySpan<byte> message, byte channel, DeliveryMethod method)
    {
        if (message.Length < HeaderSize || message[4] != Stream(channel, method))
        {
            return -1;
        }

        int index = BinaryPrimitives.ReadInt32LittleEndian(message);
        for (int i = HeaderSize; i < message.Length; i++)
        {
            if (message[i] != Filler(index, message[4], i))
            {
                return -1;
            }
        }

        return index;
    }

    private static byte Filler(int index, byte stream, int at) => (byte)((index * 31) + (stream * 7) + at);
}
