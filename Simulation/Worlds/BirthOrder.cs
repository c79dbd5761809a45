namespace Ecs.Simulation.Worlds;

/// <summary>Births by (stage, cause, ordinal), whatever the order in which they were asked for.</summary>
/// <param name="births">As they were asked for.</param>
/// <param name="keys">Which comes when; empty when they were asked for in order.</param>
internal readonly ref struct BirthOrder(ReadOnlySpan<Birth> births, ReadOnlySpan<BirthKey> keys)
{
    private readonly ReadOnlySpan<Birth> _births = births;
    private readonly ReadOnlySpan<BirthKey> _keys = keys;

    public int Length => _births.Length;

    public ref readonly Birth this[int place] => ref _births[_keys.IsEmpty ? place : _keys[place].Index];
}
