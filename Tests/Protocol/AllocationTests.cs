using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Protocol.Replicas;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Protocol;

/// <summary>What a busy server or client does every tick leaves nothing to collect.</summary>
[Collection(AloneLane.Name)]
public class AllocationTests
{
    private const int Rounds = 1_000;
    private readonly PacketBuffer _buffer = new();
    private readonly byte[] _body = new byte[Limits.SnapshotBodyBytes];
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly WorldEvent[] _events = new WorldEvent[Limits.EventsPerMessage];
    private readonly SnapshotAssembler _assembler = new();
    private readonly SampleRoom _room = new();
    private readonly SnapshotDecoder _decoder = new(SampleRoom.Codes);
    private readonly ReplicaPicture _read = new();
    private readonly byte[] _packet = new byte[Limits.StreamBytes];

    [Fact]
    public void Writing_and_reading_an_input_allocates_nothing() => AssertFree(round =>
    {
        var length = InputBody.Write(_body, new(1), _commands.AsSpan(0, 3));
        MessageCodec.Encode(new Input(_body.AsMemory(0, length)), _buffer);
        return MessageCodec.TryPeekId(_buffer.Span, Side.Client, Lane.Stream, out _) == ReadFault.None
            && MessageCodec.TryDecode<Input>(_buffer.Memory, out var input) == ReadFault.None
            && InputBody.TryRead(input.Body.Span, out _, _commands, out var count)
            && count == 3;
    });

    [Fact]
    public void Writing_and_reading_a_snapshot_allocates_nothing() => AssertFree(round =>
    {
        var tick = new Ecs.Simulation.Values.Tick((uint)round + 1);
        var part = _room.Next(SampleRoom.Header with { Tick = tick });
        var length = part.Write(_packet);
        if (SnapshotPart.TryRead(_packet.AsMemory(0, length), tick, out part) != ReadFault.None || _assembler.Add(in part) != PartResult.Completed)
            return false;

        _room.Acknowledge(tick);
        return _decoder.TryDecode(tick, _assembler.Flags, _assembler.Body, _read, out _) && _read.Tick == tick;
    });

    [Fact]
    public void Writing_and_reading_events_allocates_nothing() => AssertFree(round =>
    {
        MessageCodec.Encode(new Events(new(1), new(_events.AsMemory(0, 20))), _buffer);
        return MessageCodec.TryDecode<Events>(_buffer.Memory, out var events) == ReadFault.None
            && events.List.CopyTo(_events) == 20;
    });

    [Fact]
    public void A_room_list_is_free_until_somebody_unpacks_it() => AssertFree(round =>
        MessageCodec.TryDecode<RoomList>(_roomList, out var list) == ReadFault.None && list.Rooms.Count == 2);

    private readonly byte[] _roomList = MessageCases.Named(nameof(RoomList)).EncodeSample();

    private static void AssertFree(Func<int, bool> action)
    {
        var good = true;
        var round = 0;
        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var end = round + Rounds; round < end; round++)
                good &= action(round);
        });
        Assert.True(good);
    }
}
