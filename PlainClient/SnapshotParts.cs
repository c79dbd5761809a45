namespace Ecs.PlainClient;

/// <summary>Puts the parts of the newest snapshot together; older ones are given up.</summary>
internal sealed class SnapshotParts
{
    private byte[]?[] _parts = [];
    private uint _tick;
    private uint _shown;

    /// <summary>The whole body that this part completes, or null.</summary>
    public byte[]? Add(in SnapshotPart part)
    {
        if (!IsNewer(part.Tick, _shown) || (_tick != part.Tick && !IsNewer(part.Tick, _tick)))
            return null;
        if (_tick != part.Tick)
            (_tick, _parts) = (part.Tick, new byte[]?[part.Count]);
        if (part.Count != _parts.Length || part.Index >= part.Count)
            return null;
        _parts[part.Index] = part.Body;
        if (_parts.Contains(null))
            return null;
        _shown = _tick;
        return _parts.SelectMany(static bytes => bytes!).ToArray();
    }

    private static bool IsNewer(uint tick, uint than) => unchecked((int)(tick - than)) > 0;
}
