using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Games.Waves;

/// <summary>
/// The pictures of the waves and what is solid in them. The original names places by the upper left corner of a picture and
/// collides by its painted pixels; here a place is the centre of a solid rectangle around those pixels.
/// </summary>
public static class WavesShapes
{
    public const ushort Red = 0;
    public const ushort Green = 1;
    public const ushort Blue = 2;

    /// <summary>Colours of enemies.</summary>
    public const int Colours = 3;

    /// <summary>Height of every enemy's picture.</summary>
    public const int EnemyHeight = 50;

    /// <summary>From the corner of a ship's picture to its centre.</summary>
    public static FixedVector ShipCentre => new(Fixed.FromInt(50), Fixed.FromInt(50));

    /// <summary>From the corner of a laser's picture to its centre.</summary>
    public static FixedVector LaserCentre => new(Fixed.FromInt(50), Fixed.FromInt(43));

    internal static Fixed ShipHalf => Fixed.FromInt(40);

    internal static Fixed LaserHalfWidth => Fixed.FromInt(5);

    internal static Fixed LaserHalfHeight => Fixed.FromInt(15);

    internal static Fixed EnemyHalfHeight => Fixed.FromInt(15);

    /// <summary>From the corner of an enemy's picture to its centre.</summary>
    public static FixedVector EnemyCentre(ushort colour) => new(Fixed.FromInt(colour == Blue ? 25 : 35), Fixed.FromInt(25));

    internal static Fixed EnemyHalfWidth(ushort colour) => Fixed.FromInt(colour == Blue ? 15 : 25);
}
