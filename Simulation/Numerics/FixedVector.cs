namespace Ecs.Simulation.Numerics;

/// <summary>A point or a displacement in world units; y grows downwards, as on the maps.</summary>
public readonly record struct FixedVector(Fixed X, Fixed Y)
{
    public static FixedVector Zero => default;

    public static FixedVector operator +(FixedVector left, FixedVector right) => new(left.X + right.X, left.Y + right.Y);

    public static FixedVector operator -(FixedVector left, FixedVector right) => new(left.X - right.X, left.Y - right.Y);

    /// <summary>Raw units squared; exact while both components are differences of world positions.</summary>
    public long LengthSquaredRaw => (long)X.Raw * X.Raw + (long)Y.Raw * Y.Raw;

    /// <summary>Length in world units, cut towards zero.</summary>
    public Fixed Length => new((int)Math.Min(SquareRoot.Floor((ulong)LengthSquaredRaw), int.MaxValue));

    public override string ToString() => $"({X}, {Y})";
}
