namespace LiteNetLib.Wire;

/// <summary>Channel id on the wire = channel number x 4 + delivery method.</summary>
internal static class ChannelId
{
    public static int Of(byte channelNumber, DeliveryMethod method) => (channelNumber * WireLimits.MethodsPerChannel) + (int)method;

    public static byte Number(int id) => (byte)(id / WireLimits.MethodsPerChannel);

    public static DeliveryMethod Method(int id) => (DeliveryMethod)(id % WireLimits.MethodsPerChannel);
}
