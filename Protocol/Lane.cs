namespace Ecs.Protocol;

/// <summary>How a message travels. A message on the other lane is dropped (wrong-lane).</summary>
public enum Lane : byte
{
    /// <summary>Reliable and in order: what must arrive, once.</summary>
    Control,

    /// <summary>Unreliable: what the next message replaces, so a lost one delays nothing.</summary>
    Stream,
}
