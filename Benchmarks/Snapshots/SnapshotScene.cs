namespace Ecs.Benchmarks.Snapshots;

/// <summary>A field on which snapshots are measured.</summary>
/// <param name="Name">As asked for.</param>
/// <param name="Players">All of them receive.</param>
/// <param name="Bullets">In the air at any time.</param>
/// <param name="AreaBodies">Of 100 square units each: how large the field is.</param>
/// <param name="Walking">Of a hundred players, so many walk; the others stand.</param>
internal sealed record SnapshotScene(string Name, int Players, int Bullets, int AreaBodies, int Walking = 100)
{
    /// <summary>One player per 100 square units, two bullets for each.</summary>
    public static SnapshotScene Anchor(int players) => new("anchor", players, players * 2, players);

    public static IReadOnlyList<SnapshotScene> All { get; } =
    [
        Anchor(500),

        // One player per 2,000 square units, half of them standing.
        new("sparse", 64, 128, 64 * 20, 50),

        // 2,000 entities where one sees nearly all of them.
        new("crowd", 200, 1_800, 12),

        // So narrow that about 200 bullets a tick hit somebody or leave, and others take their place.
        new("storm", 64, 4_000, 5),
    ];
}
