using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.Tests.Simulation.Spatial;

public sealed class CircleFieldTests
{
    /// <summary>Two radii whose sum is more than a coordinate can be.</summary>
    private static readonly Fixed Huge = Fixed.FromInt(300_000);

    [Fact]
    public void Discs_and_circles_of_any_size_overlap_and_are_pushed_apart()
    {
        var field = new CircleField(FixedRectangle.Around(Fixed.Zero, Fixed.Zero, Fixed.FromInt(1_000), Fixed.FromInt(1_000)), [new(FixedVector.Zero, Huge)]);
        var point = new FixedVector(Fixed.FromInt(100_000), Fixed.Zero);

        Assert.Equal(0, field.FindDeepest(point, Huge));
        Assert.False(field.IsFree(point, Huge));

        // As far as a coordinate reaches, on the side where it was.
        Assert.Equal(new FixedVector(Fixed.MaxValue, Fixed.Zero), field.PushOut(0, point, Huge));
    }
}
