using Ecs.Server.Rooms;
using Ecs.Simulation.Games.Survival;

namespace Ecs.Tests.Server.Console;

public sealed class GrantTests
{
    [Theory]
    [InlineData("grant zoe wood 70", 70, 0, 0, 0)]
    [InlineData("grant ZOE Stone 5", 0, 0, 5, 0)]
    [InlineData("grant all food 1000000", 0, 1_000_000, 0, 0)]
    [InlineData("grant ALL points 1", 0, 0, 0, 1)]
    public void A_grant_reaches_a_player_or_everybody(string line, int wood, int food, int stone, int points)
    {
        using var rig = new CommandRig(null, new RoomOptions { Name = "survival", Mode = "survival" });
        rig.Rig.Enter("zoe");
        var answer = rig.Order(line);

        Assert.Contains("given", answer, StringComparison.Ordinal);
        Assert.True(rig.Rig.Room.World.TryRead(rig.Rig.SeatOf("zoe").Avatar, out Holdings held));
        Assert.Equal((wood, food, stone, points), (held.Wood, held.Food, held.Stone, held.Points));
    }

    [Theory]
    [InlineData("grant zoe wood")]
    [InlineData("grant zoe iron 5")]
    [InlineData("grant zoe wood 0")]
    [InlineData("grant zoe wood -1")]
    [InlineData("grant zoe wood 1000001")]
    [InlineData("grant zoe wood lots")]
    public void A_grant_without_sense_is_answered_with_its_usage(string line)
    {
        using var rig = new CommandRig(null, new RoomOptions { Name = "survival", Mode = "survival" });
        rig.Rig.Enter("zoe");

        Assert.Contains("Usage: grant PLAYER|all wood|food|stone|points N", rig.Order(line), StringComparison.Ordinal);
    }

    [Fact]
    public void A_grant_to_all_where_nobody_plays_is_answered_so()
    {
        using var empty = new CommandRig(null, new RoomOptions { Name = "survival", Mode = "survival" });

        Assert.Equal("Nobody plays here.", empty.Order("grant all wood 5"));
    }

    [Fact]
    public void A_grant_to_nobody_is_answered_so()
    {
        using var rig = new CommandRig(null, new RoomOptions { Name = "survival", Mode = "survival" });

        Assert.Contains("Nobody", rig.Order("grant zoe wood 5"), StringComparison.Ordinal);
    }
}
