using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Play;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.DebugView.Play;

/// <summary>What hands on keyboard and mouse make of an avatar's next command.</summary>
public sealed class PlayHandsTests
{
    private static readonly Vector2 Avatar = new(400, 300);

    [Theory]
    [InlineData(HeldControls.None, 0, 0)]
    [InlineData(HeldControls.Left, -127, 0)]
    [InlineData(HeldControls.Right | HeldControls.Up, 127, -127)]
    [InlineData(HeldControls.Left | HeldControls.Right | HeldControls.Down, 0, 127)]
    public void Keys_that_contradict_each_other_rest(HeldControls held, int x, int y)
    {
        var intent = PlayHands.IntentOf(held, Avatar, Avatar, default);
        Assert.Equal((x, y), (intent.MoveX, intent.MoveY));
    }

    [Fact]
    public void The_avatar_looks_where_the_mouse_points_and_goes_on_to_when_that_is_itself()
    {
        Assert.Equal(Angle.Right, PlayHands.IntentOf(HeldControls.None, Avatar, Avatar + new Vector2(50, 0), default).Aim);
        Assert.Equal(Angle.Down, PlayHands.IntentOf(HeldControls.None, Avatar, Avatar + new Vector2(0, 3), default).Aim);
        Assert.Equal(Angle.Left, PlayHands.IntentOf(HeldControls.None, Avatar, Avatar, Angle.Left).Aim);
        Assert.Equal(Angle.Left, PlayHands.IntentOf(HeldControls.None, null, Avatar + new Vector2(50, 0), Angle.Left).Aim);
    }

    [Fact]
    public void The_buttons_of_the_mouse_are_the_two_buttons_of_a_command()
    {
        Assert.Equal(Buttons.Fire, PlayHands.IntentOf(HeldControls.Fire, Avatar, Avatar, default).Buttons);
        Assert.Equal(Buttons.Fire | Buttons.Special, PlayHands.IntentOf(HeldControls.Fire | HeldControls.Special, Avatar, Avatar, default).Buttons);
    }
}
