namespace LiteNetLib.Transport;

/// <summary>Where secrets come from; a test gives a seeded one.</summary>
internal interface IRandomSource
{
    void Fill(Span<byte> bytes);
}
