using Ecs.Scenes.Doors.Argentum;
using Ecs.Simulation.Components;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Simulation.Games.Argentum;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>
/// Our map beside the map 1 that the original client draws and has walls of its own in: what stands on its blocked ground cannot be
/// reached by its players, and a wall of ours on its open ground is one that they do not see.
/// </summary>
public sealed class OriginalMapTests
{
    private static readonly Map Shipped = ArgentumScene.Shipped();
    private static readonly (int X, int Y) Start = (55, 54);

    /// <summary>The tiles of its fountain, on which people stood once.</summary>
    private static readonly HashSet<(int X, int Y)> Fountain =
        [.. Tiles(41, 48, 49, 51), .. Tiles(42, 47, 48, 47), .. Tiles(42, 52, 47, 52)];

    /// <summary>What that client blocks about the start, and where things of ours lay that its players could not get at.</summary>
    private static readonly HashSet<(int X, int Y)> BlockedThere =
        [.. Fountain, .. Tiles(50, 56, 52, 56), (58, 56), (67, 57), (41, 41), (38, 66), (72, 64)];

    [Fact]
    public void The_fountain_is_our_wall_and_the_only_one_about_the_start()
    {
        var ours = new TileGround(Shipped);

        Assert.Equal(
            Fountain.OrderBy(static tile => tile.Y).ThenBy(static tile => tile.X), Tiles(38, 40, 71, 61).Where(tile => !IsOpen(ours, tile)));
    }

    [Fact]
    public void People_start_on_ground_that_is_open_in_both_and_can_walk_east_and_west()
    {
        using var scene = new ArgentumScene(Shipped);

        Assert.Equal(Start, scene.Join(0).At(0));
        Assert.Superset(
            Tiles(38, 54, 71, 55).Concat(Tiles(38, 58, 71, 59)).ToHashSet(), ReachableIn(BlockedThere));
    }

    [Fact]
    public void Everything_that_the_map_places_stands_where_players_of_both_maps_get_to()
    {
        var reachable = ReachableIn(BlockedThere);
        (int X, int Y)[] placed = [.. Shipped.Things.ToArray().Select(static thing => (thing.X.Round(), thing.Y.Round()))];

        Assert.Equal(11, placed.Length);
        Assert.All(placed, tile => Assert.Contains(tile, reachable));
        Assert.Contains((55, 45), placed);
        Assert.Contains((42, 59), placed);
        Assert.Contains((66, 58), placed);
    }

    /// <summary>The start was within the fountain: most of those who have been here were last seen about it.</summary>
    [Fact]
    public void A_character_that_was_saved_where_a_wall_is_now_comes_back_to_open_ground_nearby()
    {
        var ours = new TileGround(Shipped);
        var reachable = ReachableIn([]);
        using var before = new ArgentumScene();
        before.Join(0);
        foreach (var (x, y) in Tiles(1, 1, 100, 100).Where(tile => !IsOpen(ours, tile)))
        {
            var saved = before.Place(0, x, y).Save(0);
            using var after = new ArgentumScene(Shipped);
            var at = after.Join(0, saved).At(0);

            Assert.Contains(at, reachable);
            Assert.InRange(Math.Max(Math.Abs(at.X - x), Math.Abs(at.Y - y)), 1, 4);
            Assert.Equal(before.Of<Health>(0).Current, after.Of<Health>(0).Current);
        }
    }

    [Fact]
    public void An_account_of_before_the_fountain_logs_in_on_open_ground_and_walks_away()
    {
        var store = new KeptStore();
        using (var before = new ArgentumRig(store: store))
        {
            before.Enter("Pepe1");
            before.SetDown(0, 45, 49);
            before.Stop();
        }

        using var after = new ArgentumRig(Shipped, store);
        var client = after.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        after.Run(20);
        var place = client.All(22).Last().Fields;
        var at = ((int)place[0], (int)place[1]);
        Assert.DoesNotContain(at, Fountain);
        client.Forget().Say(6, 1);
        after.Run();

        Assert.Empty(client.All(22));
        Assert.Contains(15, client.Ids);
    }

    private static bool IsOpen(TileGround ground, (int X, int Y) tile) => ground.IsOpen(Fixed.FromInt(tile.X), Fixed.FromInt(tile.Y));

    private static IEnumerable<(int X, int Y)> Tiles(int left, int top, int right, int bottom)
    {
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
                yield return (x, y);
        }
    }

    /// <summary>Where one gets to from the start by steps over ground that is open in our map and not blocked in the other.</summary>
    private static HashSet<(int X, int Y)> ReachableIn(HashSet<(int X, int Y)> blockedThere)
    {
        var ours = new TileGround(Shipped);
        var reached = new HashSet<(int X, int Y)>();
        var open = new Queue<(int X, int Y)>([Start]);
        while (open.TryDequeue(out var tile))
        {
            if (IsOpen(ours, tile) && !blockedThere.Contains(tile) && reached.Add(tile))
            {
                open.Enqueue((tile.X + 1, tile.Y));
                open.Enqueue((tile.X - 1, tile.Y));
                open.Enqueue((tile.X, tile.Y + 1));
                open.Enqueue((tile.X, tile.Y - 1));
            }
        }

        return reached;
    }
}
