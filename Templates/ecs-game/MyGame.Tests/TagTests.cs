namespace MyGame.Tests;

public sealed class TagTests
{
    [Fact]
    public void Somebody_is_it_until_they_touch_somebody_else()
    {
        using var match = Match.Begin(players: 3);
        match.Run(1);
        Assert.True(match.IsIt(0));

        match.Put(0, 300, 50);
        match.Put(1, 310, 50);
        match.Run(60);

        Assert.False(match.IsIt(0));
        Assert.True(match.IsIt(1));
        Assert.Equal(1, match.TimesCaught(1));
    }

    [Fact]
    public void The_same_seed_is_the_same_game()
    {
        using var first = Match.Begin(players: 8);
        using var second = Match.Begin(players: 8);
        using var other = Match.Begin(players: 8, seed: 2);

        Assert.Equal(first.Play(ticks: 3_000), second.Play(ticks: 3_000));
        Assert.NotEqual(first.World.ComputeHash(), other.Play(ticks: 3_000));
    }

    [Fact]
    public void A_world_from_a_checkpoint_goes_on_as_if_nothing_had_been()
    {
        using var match = Match.Begin(players: 8);
        match.Play(ticks: 500);
        using var copy = match.Copy();

        Assert.Equal(match.Play(ticks: 500), copy.Play(ticks: 500));
    }
}
