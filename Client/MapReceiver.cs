using System.Diagnostics.CodeAnalysis;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Maps;

namespace Ecs.Client;

/// <summary>
/// Puts the map that was asked for together. It believes nothing but the hash: memory grows with bytes that have come, up to the
/// longest map of the wire, and what is wrong is told and changes nothing.
/// </summary>
internal sealed class MapReceiver
{
    private byte[] _bytes = [];
    private int _length;
    private int _next;
    private int _count;
    private ulong _hash;

    /// <summary>Whether a map was asked for and has not come.</summary>
    public bool IsReceiving { get; private set; }

    public void Begin(ulong hash)
    {
        IsReceiving = true;
        _hash = hash;
        (_length, _next, _count) = (0, 0, 0);
    }

    public void Stop()
    {
        IsReceiving = false;
        _bytes = [];
    }

    /// <summary>Takes the next part; false when it is not the next one of what was asked for.</summary>
    public bool TryAdd(in MapPart part)
    {
        if (!IsReceiving || part.Hash != _hash)
            return false;

        // The server has begun anew; what came before is of a sending that has ended.
        if (part.Index == 0)
            (_length, _next, _count) = (0, 0, part.Count);

        if (part.Index != _next || part.Count != _count || part.Body.Length > Limits.MapBytes - _length)
            return false;

        if (_length + part.Body.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Min((_length + part.Body.Length) * 2, Limits.MapBytes));

        part.Body.Span.CopyTo(_bytes.AsSpan(_length));
        _length += part.Body.Length;
        _next++;
        return true;
    }

    /// <summary>
    /// The map when its last part has come; with that the receiver stops. False before, or when it is not the map that the hash names:
    /// <see cref="IsReceiving"/> tells which.
    /// </summary>
    public bool TryFinish(string name, [NotNullWhen(true)] out Map? map)
    {
        map = null;
        if (!IsReceiving || _count == 0 || _next != _count)
            return false;

        var isOurs = Map.TryParse(name, _bytes.AsSpan(0, _length), out map, out _) && map.Hash == _hash;
        map = isOurs ? map : null;
        Stop();
        return isOurs;
    }
}
