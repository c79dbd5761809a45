using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>In which past its player saw others, as the newest command says; only avatars of worlds with lag compensation have it.</summary>
public struct Lookback : IComponent<Lookback>
{
    /// <summary>256ths of a tick by which others were seen older than the command's tick, at most what a <see cref="Trail"/> holds.</summary>
    public ushort Age;

    /// <summary>Whether the player said more than that.</summary>
    public bool IsClamped;

    /// <param name="said">What the command says, in 256ths of a tick.</param>
    /// <param name="tickRate">Of the world.</param>
    public static Lookback Of(ushort said, int tickRate)
    {
        var limit = Trail.AgeLimitAt(tickRate);
        return new Lookback { Age = (ushort)Math.Min(said, limit), IsClamped = said > limit };
    }

    public static void Visit<TVisitor>(ref Lookback component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Age), ref component.Age);
        visitor.Field(nameof(IsClamped), ref component.IsClamped);
    }
}
