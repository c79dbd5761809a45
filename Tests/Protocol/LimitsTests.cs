using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;

namespace Ecs.Tests.Protocol;

/// <summary>Limits hang together: what one admits, the next can carry.</summary>
public class LimitsTests
{
    private readonly PacketBuffer _buffer = new();

    [Fact]
    public void The_longest_input_fits_its_field_and_the_stream()
    {
        Assert.InRange(InputBody.LongestBytes, 1, Limits.InputBodyBytes);
        Assert.InRange(MessageCodec.Encode(new Input(new byte[Limits.InputBodyBytes]), _buffer), 1, Limits.StreamBytes);
    }

    [Fact]
    public void The_longest_part_fits_the_stream_and_all_parts_hold_the_longest_body()
    {
        var part = new SnapshotPart(new(uint.MaxValue), 31, 32, new byte[Limits.SnapshotPartBytes]);
        Assert.InRange(MessageCodec.Encode(in part, _buffer), 1, Limits.StreamBytes);
        Assert.Equal(Limits.SnapshotParts, SnapshotParts.CountOf(Limits.SnapshotBodyBytes, SnapshotParts.BytesFor(Limits.ShortestPath)));
        Assert.Equal(Limits.SnapshotPartBytes, SnapshotParts.BytesFor(Limits.LongestPath));
    }

    [Fact]
    public void The_server_buffers_as_many_ticks_as_the_client_believes() => Assert.Equal(Limits.InputBufferTicks, InputBuffer.Depth);

    [Fact]
    public void A_packet_repeats_more_commands_than_the_server_buffers() =>
        Assert.True(Limits.CommandsPerInput > Limits.InputBufferTicks);

    [Fact]
    public void A_name_of_the_longest_characters_fits_the_world() =>
        Assert.True(Limits.NameCodePoints * 4 <= PlayerName.ByteLimit);

    [Fact]
    public void A_text_of_the_longest_characters_stays_within_what_one_packet_may_allocate()
    {
        // A string is two bytes per UTF-16 unit and about two words before them.
        const int header = 32;
        foreach (var codePoints in (int[])
            [Limits.TypedLineCodePoints, Limits.OperatorAnswerCodePoints, Limits.NameCodePoints + Limits.ChatCodePoints])
        {
            Assert.InRange(codePoints * 4 + 2 * header, 1, Limits.AllocationBytes);
        }
    }
}
