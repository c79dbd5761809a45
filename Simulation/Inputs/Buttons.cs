namespace Ecs.Simulation.Inputs;

/// <summary>Held buttons of a command; bits not listed here are ignored by the world.</summary>
[Flags]
public enum Buttons : ushort
{
    None = 0,
    Fire = 1,

    /// <summary>The second act of a mode; the arena has none.</summary>
    Special = 2,
}
