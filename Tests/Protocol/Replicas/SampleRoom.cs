using System.Runtime.InteropServices;
using Ecs.Client.Snapshots;
using Ecs.Protocol;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>An avatar, #300 in seat 5, and a bullet, #7, as snapshots of any tick tell of them.</summary>
internal sealed class SampleRoom
{
    private static readonly long[] AvatarValues = [409_600, -28_672, 320, -3, 5, 1, 0, 80, 100];
    private static readonly long[] BulletValues = [-819_200, 1_638_400, 0, -37_888, PlayerSlot.None.Value, 0];

    private readonly ReplicaStates _states = new(Codes);
    private readonly SnapshotEncoder _encoder;
    private readonly List<Sighting> _seen = [];
    private readonly byte[] _body = new byte[Limits.SnapshotBodyBytes];

    static SampleRoom() => Store.Add(Codes);

    public SampleRoom() => _encoder = new SnapshotEncoder(_states, new SightingMarks(), new SnapshotSpending(Codes.Components.Count));

    /// <summary>Clients of a test need not ask.</summary>
    public static SchemaStore Store { get; } = new();

    public static ReplicaCodes Codes { get; } = new(new ReplicaSchema(
    [
        new ReplicaKind(EntityKind.Avatar,
        [
            .. Motion(),
            Whole("Player", "Slot", 2, ReplicaRole.Owner),
            Whole("Player", "Team", 1, ReplicaRole.Team),
            Whole("Player", "IsBot", 1, ReplicaRole.None),
            Whole("Health", "Current", 4, ReplicaRole.None),
            Whole("Health", "Max", 4, ReplicaRole.None),
        ]),
        new ReplicaKind(EntityKind.Bullet, [.. Motion(), Whole("Bullet", "ShooterSlot", 2, ReplicaRole.Owner), Whole("Bullet", "Team", 1, ReplicaRole.Team)]),
    ]));

    public static SnapshotHeader Header { get; } = new() { Confirmed = new(75), Margin = -3, Late = 65_535, ClockTicks = 10_800, OwnEntity = new(300) };

    /// <summary>A whole snapshot of a tick, for who has none.</summary>
    public static SnapshotPart Whole(uint tick) => new SampleRoom().Next(Header with { Tick = new(tick), Margin = SnapshotHeader.NoMargin });

    /// <summary>The body and what it has, of tick 77.</summary>
    public static (byte[] Body, SnapshotFlags Flags) SampleBody()
    {
        var part = new SampleRoom().Next(Header with { Tick = new(77) });
        return (part.Body.ToArray(), part.Flags);
    }

    /// <summary>The snapshot of a tick, as the difference from what was acknowledged. The part is valid until the next call.</summary>
    public SnapshotPart Next(in SnapshotHeader header)
    {
        _states.AddOwner(new PlayerSlot(5));
        _states.Begin(header.Tick);
        _states.Take(EntityKind.Avatar, new EntityId(300), Interest.Near, AvatarValues);
        _states.Take(EntityKind.Bullet, new EntityId(7), Interest.Near, BulletValues);
        _states.End();
        _seen.Clear();
        _seen.Add(new Sighting(ReplicaCodes.OwnLane, 0, 0));
        _seen.Add(new Sighting((int)EntityKind.Bullet, 0, 0));
        var length = _encoder.Encode(in header, CollectionsMarshal.AsSpan(_seen), new Audiences(new(5), 1, AvatarValues[0], AvatarValues[1]), _body, false, true, out var flags);
        return SnapshotParts.Cut(flags, header.Tick, _body.AsMemory(0, length), 0);
    }

    public void Acknowledge(Tick tick) => _encoder.Acknowledge(tick);

    private static ReplicaField[] Motion() =>
    [
        new("Position", "X", 4, true, false, 256, 8, 2, Audience.Everybody, Predictor.Flies, 2, ReplicaRole.X),
        new("Position", "Y", 4, true, false, 256, 8, 2, Audience.Everybody, Predictor.Flies, 3, ReplicaRole.Y),
        new("Velocity", "X", 4, true, false, 2, 9, 8, Audience.Everybody, Predictor.Stays, -1, ReplicaRole.None),
        new("Velocity", "Y", 4, true, false, 2, 9, 8, Audience.Everybody, Predictor.Stays, -1, ReplicaRole.None),
    ];

    private static ReplicaField Whole(string component, string name, int bytes, ReplicaRole role) =>
        new(component, name, bytes, bytes == 4, false, 1, 6, 3, Audience.Everybody, Predictor.Stays, -1, role);
}
