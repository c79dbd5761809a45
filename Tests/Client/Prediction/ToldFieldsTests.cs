using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Client.Prediction;

/// <summary>An avatar goes on by what its owner is told of it, so nearly all of it is told.</summary>
public sealed class ToldFieldsTests
{
    /// <summary>What owners are not told, and why a prediction does without it.</summary>
    private static readonly Dictionary<string, string> NotTold = new()
    {
        ["Identity.Id"] = "the record says whose it is",
        ["Identity.Kind"] = "the record says whose it is",
        ["PlayerName.Length"] = "in the list of players, and moves nothing",
        ["PlayerName.Bytes"] = "in the list of players, and moves nothing",
        ["Intent.Buttons"] = "used up in its tick",
        ["Wish.IsPresent"] = "used up in its tick",
        ["Wish.X"] = "used up in its tick",
        ["Wish.Y"] = "used up in its tick",
        ["Wish.Z"] = "used up in its tick",
        ["Wish.Facing"] = "used up in its tick",
        ["Inventory.Items"] = "no number, and used by rare acts alone",
        ["Inventory.Amounts"] = "no number, and used by rare acts alone",
        ["Inventory.Worn"] = "no number, and used by rare acts alone",
        ["Caught.Times"] = "of the tutorial's game, which counts it and no more",
    };

    public static TheoryData<string> Games => [.. PredictionRun.Games.Names];

    [Theory]
    [MemberData(nameof(Games))]
    public void Owners_are_told_all_of_their_avatars_but_what_has_a_reason(string game)
    {
        var map = game == "tag" ? TestMaps.Load("tag") : TestMaps.Of(game);
        using var tick = PredictionRun.Games[game].CreateWorld(new WorldOptions { Mode = game }, map);
        var told = tick.World.ReplicaSchema[EntityKind.Avatar]!;
        foreach (var entry in tick.World.Archetypes.EntriesOf(EntityKind.Avatar))
        {
            var names = new Names([], entry.Name);
            entry.VisitBlank(ref names);
            foreach (var name in names.Found)
            {
                var index = told.IndexOf(name);
                var isTold = index >= 0 && told.Fields[index].Audience <= Audience.Owner;
                Assert.True(isTold != NotTold.ContainsKey(name), $"{game}: {name} is {(isTold ? "told, and said not to be" : "not told, for no reason")}");
            }
        }
    }

    private readonly struct Names(List<string> found, string component) : IFieldVisitor
    {
        public List<string> Found => found;

        public void Field<T>(string name, ref T value)
            where T : unmanaged => found.Add($"{component}.{name}");
    }
}
