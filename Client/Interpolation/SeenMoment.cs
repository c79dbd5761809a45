using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Client.Interpolation;

/// <summary>A moment of the world between two ticks, as it was drawn.</summary>
/// <param name="Tick">The tick before it.</param>
/// <param name="Part">256ths of a tick since then.</param>
public readonly record struct SeenMoment(Tick Tick, byte Part)
{
    /// <summary>Parts of a tick.</summary>
    public const int Parts = PlayerCommand.SeenParts;

    /// <summary>How much older it is than a command's tick, as <see cref="PlayerCommand.SeenAge"/> says it; 0 when it is not.</summary>
    public ushort AgeAt(Tick command) => (ushort)Math.Clamp(((long)command.Since(Tick) * Parts) - Part, 0, ushort.MaxValue);
}
