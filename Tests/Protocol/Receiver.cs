using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Protocol.Replicas;

namespace Ecs.Tests.Protocol;

/// <summary>Does with a packet all that a server or client does to read it, bodies and lists included.</summary>
public sealed class Receiver
{
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly WorldEvent[] _events = new WorldEvent[Limits.EventsPerMessage];
    private readonly RoomEntry[] _rooms = new RoomEntry[1];
    private readonly SnapshotAssembler _assembler = new();
    private readonly SnapshotDecoder _decoder = new(SampleRoom.Codes);
    private readonly ReplicaPicture _picture = new();

    /// <summary>Packets read whole and believed.</summary>
    public long Accepted { get; private set; }

    public ReadFault Read(ReadOnlyMemory<byte> packet, Side sender, Lane lane)
    {
        var fault = MessageCodec.TryPeekId(packet.Span, sender, lane, out var id);
        if (fault == ReadFault.None)
            fault = Decode(packet, id);

        Accepted += fault == ReadFault.None ? 1 : 0;
        return fault;
    }

    private ReadFault Decode(ReadOnlyMemory<byte> packet, MessageId id)
    {
        ReadFault fault;
        switch (id)
        {
            case MessageId.Input:
                fault = MessageCodec.TryDecode<Input>(packet, out var input);
                return fault != ReadFault.None || InputBody.TryRead(input.Body.Span, out _, _commands, out _)
                    ? fault
                    : ReadFault.Malformed;
            case MessageId.SnapshotPart:
                fault = SnapshotPart.TryRead(packet, default, out var part);
                return fault == ReadFault.None ? Gather(in part) : fault;
            case MessageId.Events:
                fault = MessageCodec.TryDecode<Events>(packet, out var events);
                Assert.Equal(events.List.Count, events.List.CopyTo(_events));
                return fault;
            case MessageId.RoomList:
                // One entry at a time: strings belong to whoever asks for them.
                fault = MessageCodec.TryDecode<RoomList>(packet, out var rooms);
                rooms.Rooms.CopyTo(_rooms);
                return fault;
            default:
                return MessageCases.All[IndexOf(id)].Decode(packet);
        }
    }

    private ReadFault Gather(in SnapshotPart part)
    {
        _assembler.Reset();
        _decoder.Reset();
        return _assembler.Add(in part) switch
        {
            PartResult.Completed => _decoder.TryDecode(part.Tick, _assembler.Flags, _assembler.Body, _picture, out _) ? ReadFault.None : ReadFault.Malformed,
            PartResult.Kept => ReadFault.None,
            _ => ReadFault.Malformed,
        };
    }

    private static int IndexOf(MessageId id)
    {
        for (var index = 0; index < MessageCases.All.Count; index++)
        {
            if (MessageCases.All[index].Id == id)
                return index;
        }

        throw new InvalidOperationException($"{id} is no case of the tests.");
    }
}
