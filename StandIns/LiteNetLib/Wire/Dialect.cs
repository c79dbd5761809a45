namespace LiteNetLib.Wire;

/// <summary>
/// The two numberings of the same protocol number 13: 2.x put <see cref="PacketType.ReliableMerged"/> at 2 and moved every later type up by
/// one. Kept per endpoint, told from the first connect request.
/// </summary>
internal enum Dialect : byte
{
    V2,
    V1,
}
