namespace Ecs.PlainClient;

/// <summary>What snapshots are made of.</summary>
internal sealed class Schema
{
    public const int AvatarLane = 1;
    public const int BulletLane = 2;

    /// <summary>One's own avatar.</summary>
    public const int OwnLane = 6;

    private readonly Fields[] _lanes = new Fields[OwnLane + 1];

    public Schema(IEnumerable<Field> fields)
    {
        var kinds = fields.ToLookup(static field => field.Kind);
        for (var kind = 0; kind < OwnLane; kind++)
            _lanes[kind] = new Fields([.. kinds[kind]]);
        _lanes[OwnLane] = new Fields([.. kinds[AvatarLane].Select(static field => field.Exact())]);
    }

    public Fields this[int lane] =>
        lane <= OwnLane && _lanes[lane].Count > 0 ? _lanes[lane] : throw new InvalidDataException($"there is no lane {lane}");
}
