using Ecs.Client;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Client;

/// <summary>What is added to a corrected prediction for drawing.</summary>
public class ErrorSmoothingTests
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1.0 / 60);

    [Fact]
    public void A_correction_moves_nothing_in_its_own_frame_and_is_gone_after_half_a_second()
    {
        var smoothing = new ErrorSmoothing(farthest: 4);
        var (before, after) = (At(10, 5), At(11, 4));
        smoothing.Correct(before, after);
        Assert.Equal(before, after + smoothing.Offset);

        var last = LengthOf(smoothing.Offset);
        for (var frame = 0; frame < 30; frame++)
        {
            smoothing.Advance(Frame);
            var length = LengthOf(smoothing.Offset);
            Assert.True(length < last || length == 0, $"{length} after {last}");
            Assert.True(last - length < 0.35, $"a step from {last} to {length}");
            last = length;
        }

        Assert.Equal(FixedVector.Zero, smoothing.Offset);
    }

    [Fact]
    public void Frames_of_any_length_come_to_the_same()
    {
        var (fine, coarse) = (new ErrorSmoothing(4), new ErrorSmoothing(4));
        fine.Correct(At(0, 0), At(2, -1));
        coarse.Correct(At(0, 0), At(2, -1));
        for (var part = 0; part < 8; part++)
            fine.Advance(Frame);
        coarse.Advance(8 * Frame);

        Assert.InRange(Math.Abs(fine.Offset.X.Raw - coarse.Offset.X.Raw), 0, 1);
        Assert.InRange(Math.Abs(fine.Offset.Y.Raw - coarse.Offset.Y.Raw), 0, 1);
    }

    [Fact]
    public void Errors_add_up_and_opposite_ones_cancel()
    {
        var smoothing = new ErrorSmoothing(4);
        smoothing.Correct(At(1, 0), At(2, 0));
        smoothing.Correct(At(2, 0), At(1, 0));
        Assert.Equal(FixedVector.Zero, smoothing.Offset);
    }

    [Fact]
    public void Who_was_put_far_away_is_there_at_once()
    {
        var smoothing = new ErrorSmoothing(farthest: 4);
        smoothing.Correct(At(0, 0), At(1, 0));
        smoothing.Correct(At(1, 0), At(5, 0));
        Assert.Equal(FixedVector.Zero, smoothing.Offset);
    }

    private static FixedVector At(int x, int y) => new(Fixed.FromInt(x), Fixed.FromInt(y));

    private static double LengthOf(FixedVector vector) => Math.Sqrt(Math.Pow(vector.X.Raw, 2) + Math.Pow(vector.Y.Raw, 2)) / Fixed.RawPerUnit;
}
