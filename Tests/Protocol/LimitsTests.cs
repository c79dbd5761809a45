using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Worlds;

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
        var packet = new byte[Limits.StreamBytes];
        Assert.InRange(new SnapshotPart(SnapshotFlags.None, new(uint.MaxValue), 31, 32, new byte[Limits.SnapshotPartBytes]).Write(packet), 1, Limits.StreamBytes);
        Assert.InRange(SnapshotParts.CountOf(Limits.SnapshotBodyBytes, Limits.ShortestPath), 1, Limits.SnapshotParts);
        Assert.Equal(Limits.SnapshotPartBytes, SnapshotParts.PartBytes(Limits.LongestPath));
        Assert.Equal(Limits.ShortestPath - Limits.DatagramHeadBytes - SnapshotPart.HeadBytes, SnapshotParts.WholeBytes(Limits.ShortestPath));
    }

    [Fact]
    public void The_longest_part_of_a_map_is_one_datagram_and_all_parts_hold_the_longest_map()
    {
        var part = new MapPart(ulong.MaxValue, Limits.MapParts - 1, Limits.MapParts, new byte[Limits.MapPartBytes]);
        Assert.Equal(Limits.LongestPath - Limits.ControlHeadBytes, MessageCodec.Encode(in part, _buffer));
        var shortest = Limits.ShortestPath - Limits.ControlHeadBytes - Limits.MapPartHeadBytes;
        Assert.Equal(Limits.MapParts, (Limits.MapBytes + shortest - 1) / shortest);
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

    [Fact]
    public void Whatever_a_client_may_say_fits_one_datagram()
    {
        var longest = string.Concat(Enumerable.Repeat("\U0001F600", Limits.TextBytes));
        AssertFits(Limits.ClientControlBytes, new RequestAuth(Limits.Version, longest, longest));
        AssertFits(Limits.ClientControlBytes, new RequestEnter(longest, PlayerRole.Player, longest));
        AssertFits(Limits.ClientControlBytes, new ChatSend(longest));
        AssertFits(Limits.ClientControlBytes, new OperatorLine(longest));
        AssertFits(Limits.ClientControlBytes, new ActionRequest(new(PlayerActionCode.ChangeTeam, int.MinValue, int.MinValue)));
        AssertFits(Limits.ClientControlBytes, new Input(new byte[Limits.InputBodyBytes]));
    }

    [Fact]
    public void What_a_client_says_before_its_path_is_known_fits_the_shortest()
    {
        var longest = string.Concat(Enumerable.Repeat("\U0001F600", Limits.TextBytes));
        AssertFits(Limits.ShortestPath - Limits.ControlHeadBytes, new RequestAuth(Limits.Version, longest, longest));
        AssertFits(Limits.ShortestPath - Limits.ControlHeadBytes, new RequestEnter(longest, PlayerRole.Player, longest));
        AssertFits(Limits.ShortestPath - Limits.ControlHeadBytes, new AuthProof(new byte[Limits.ProofBytes]));
        AssertFits(Limits.ShortestPath - Limits.DatagramHeadBytes, new Input(new byte[InputBody.LongestBytes]));
    }

    [Fact]
    public void Every_line_of_text_from_the_server_fits_one_datagram()
    {
        var longest = string.Concat(Enumerable.Repeat("\U0001F600", Limits.TextBytes));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new ChatReceived(ChatKind.Player, new(1_023), longest, longest));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new OperatorAnswer(longest));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new Farewell(Reason.Kicked, longest));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new AuthFailure(Reason.BadName, longest));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new Refused(MessageId.RequestEnter, Reason.RoomFull, longest));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new AuthSuccess(uint.MaxValue, PlayerRole.Operator, longest, longest, ResumeToken.Create(), true, true));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new AuthChallenge(longest, new byte[Limits.SaltBytes], Limits.RoundsMax));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new AuthVerified(new byte[Limits.ProofBytes]));
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new Entered(new(ulong.MaxValue), new(1_023), 240, 240, new(uint.MaxValue), longest, longest, longest, ulong.MaxValue, ulong.MaxValue) { WishSpeed = 32_000 });
        AssertFits(Limits.LongestPath - Limits.ControlHeadBytes, new PlayerInfo(new(1_023), new(ulong.MaxValue), 255, true, longest));
    }

    [Theory]
    [InlineData("x", 512)]
    [InlineData("é", 500)]
    [InlineData("€", 333)]
    [InlineData("\U0001F600", 250)]
    public void A_writer_cuts_a_text_between_characters_where_its_code_points_or_its_bytes_end(string character, int kept)
    {
        MessageCodec.Encode(new ChatSend(string.Concat(Enumerable.Repeat(character, 600))), _buffer);

        Assert.Equal(ReadFault.None, MessageCodec.TryDecode(_buffer.Span.ToArray(), out ChatSend chat));
        Assert.Equal(string.Concat(Enumerable.Repeat(character, kept)), chat.Text);
    }

    [Theory]
    [InlineData(1_000, ReadFault.None)]
    [InlineData(1_001, ReadFault.OutOfRange)]
    public void A_reader_takes_a_text_of_a_thousand_bytes_and_not_one_more(int bytes, ReadFault fault)
    {
        // 333 characters of three bytes are within the 512 of the field; the rest are of one.
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("€", 333)) + new string('x', bytes - 999));
        byte[] packet = [0x92, 0x04, 0xda, (byte)(text.Length >> 8), (byte)text.Length, .. text];

        Assert.Equal(fault, MessageCodec.TryDecode(packet, out ChatSend _));
    }

    [Fact]
    public void The_longest_list_of_rooms_is_one_control_message()
    {
        var longest = string.Concat(Enumerable.Repeat("\U0001F600", Limits.TextBytes));
        var entries = new RoomEntry[Limits.ListedRooms + 1];
        Array.Fill(entries, new(longest, longest, longest, ushort.MaxValue, ushort.MaxValue, ushort.MaxValue, true));
        AssertFits(Limits.ControlBytes, new RoomList(new(entries)));
    }

    [Fact]
    public void The_longest_bag_is_one_control_message()
    {
        var things = new CarriedThing[Limits.CarrySlots + 1];
        Array.Fill(things, new(Limits.CarrySlots, ushort.MaxValue, ushort.MaxValue, true, CarriedUse.PutOn, string.Concat(Enumerable.Repeat("\U0001F600", Limits.TextBytes))));
        AssertFits(Limits.ControlBytes, new Carried(Limits.CarrySlots, new(things)));
    }

    private void AssertFits<T>(int bytes, T message)
        where T : struct, IMessage<T> => Assert.InRange(MessageCodec.Encode(in message, _buffer), 1, bytes);
}
