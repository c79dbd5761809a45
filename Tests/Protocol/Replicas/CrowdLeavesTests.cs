using System.Runtime.InteropServices;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Protocol.Replicas;

/// <summary>Whoever loses many from view at once, with little room to be told so, is told it all the same.</summary>
public sealed class CrowdLeavesTests
{
    private const int Crowd = 2_000;

    private readonly ReplicaStates _states = new(new ReplicaCodes(new ReplicaSchema(
    [
        new ReplicaKind(
            EntityKind.Creature,
            [
                new("Position", "X", 4, true, false, 256, 8, 2, Audience.Everybody, Predictor.Stays, -1, ReplicaRole.X),
                new("Position", "Y", 4, true, false, 256, 8, 2, Audience.Everybody, Predictor.Stays, -1, ReplicaRole.Y),
            ]),
    ])));

    private readonly SnapshotEncoder _encoder;
    private readonly SnapshotDecoder _decoder;
    private readonly ReplicaPicture _told = new();
    private readonly ReplicaPicture _got = new();
    private readonly List<Sighting> _seen = [];
    private uint _tick = 1;

    public CrowdLeavesTests()
    {
        _encoder = new SnapshotEncoder(_states, new SightingMarks(), new SnapshotSpending(_states.Codes.Components.Count));
        _decoder = new SnapshotDecoder(_states.Codes);
    }

    [Theory]
    [InlineData(48, 10)]
    [InlineData(64, 3)]
    [InlineData(150, 2)]
    [InlineData(400, 7)]
    public void Snapshot_is_sound_however_many_leave_and_however_short_it_must_be(int bytes, int everyHowManieth)
    {
        Tell(30_000, static _ => true);
        Assert.Equal(Crowd, _got.Entities.Length);

        for (var turn = 0; turn < 200; turn++)
            Tell(bytes, place => place % everyHowManieth != 0);

        Assert.DoesNotContain(_got.Entities.ToArray(), entity => (int)(entity.Id.Value - 1) % everyHowManieth == 0);
    }

    private void Tell(int bytes, Predicate<int> isSeen)
    {
        _states.Begin(new(_tick++));
        for (var number = 0; number < Crowd; number++)
            _states.Take(EntityKind.Creature, new EntityId((ulong)number + 1), Interest.Near, [number * 512, 0]);
        _states.End();
        _seen.Clear();
        for (var place = 0; place < Crowd; place++)
        {
            if (isSeen(place))
                _seen.Add(new Sighting((int)EntityKind.Creature, place, 0));
        }

        var body = new byte[bytes];
        var header = new SnapshotHeader { Margin = SnapshotHeader.NoMargin };
        var length = _encoder.Encode(in header, CollectionsMarshal.AsSpan(_seen), new Audiences(PlayerSlot.None, 0, 0, 0), body, false, true, out var flags);
        _encoder.CopyNewest(_told);
        Assert.True(_decoder.TryDecode(_states.Tick, flags, body.AsSpan(0, length), _got, out _), $"tick {_states.Tick}");
        Assert.True(_told.Equals(_got, out var difference), difference);
        _encoder.Acknowledge(_states.Tick);
    }
}
