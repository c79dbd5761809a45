namespace Ecs.DebugView.History;

/// <summary>Where the bytes of a frame lie.</summary>
internal readonly record struct StoredFrame(long Number, FramePages.Page Page, int Offset, int Length, bool IsWhole)
{
    public ReadOnlySpan<byte> Bytes => Page.Bytes.AsSpan(Offset, Length);
}
