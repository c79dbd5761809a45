using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>What a connected peer does with single datagrams, told to the byte. The probes behind them were made against 2.1.3.</summary>
public sealed class ReceiverTests
{
    private readonly VirtualNet _net = new();
    private readonly NetHost _server;
    private readonly RawPeer _raw;

    public ReceiverTests()
    {
        _server = _net.AddServer(manager => manager.ChannelsCount = 2);
        _raw = new RawPeer(_net, 60_000, _server.EndPoint);
        _raw.Connect();
    }

    private NetDrops Drops => _server.Manager.Drops;

    [Theory]
    [InlineData("")]
    [InlineData("13")]
    [InlineData("1f")]
    [InlineData("01 0000")]
    [InlineData("81 0000 02 0100 0000 02")]
    [InlineData("80 11 22")]
    [InlineData("03 0000")]
    [InlineData("04 02")]
    [InlineData("05 0200 0000")]
    public void Datagram_that_fails_the_first_check_is_dropped(string hex)
    {
        Assert.Empty(_raw.Ask(hex));
        Assert.Empty(_server.Messages);
        Assert.Equal(hex.Length == 0 ? 0 : 1, Drops[DropCause.Malformed]);
    }

    [Fact]
    public void Wrong_connection_number_is_dropped_and_does_not_keep_the_peer_alive()
    {
        for (int i = 0; i < 400; i++)
        {
            _raw.Ask("20 01");
        }

        Assert.Empty(_server.Messages);
        Assert.Equal(DisconnectReason.Timeout, Assert.Single(_server.Disconnected).Reason);
        Assert.True(Drops[DropCause.WrongConnectionNumber] > 300);
    }

    [Theory]
    [InlineData("01 0080 02 41")]
    [InlineData("01 ffff 00 41")]
    [InlineData("01 0080 01 41")]
    [InlineData("01 0000 01 41")]
    [InlineData("01 0000 03 41")]
    [InlineData("01 0000 08 41")]
    [InlineData("01 0000 ff 41")]
    [InlineData("81 0100 01 0100 0000 0100 41")]
    public void Impossible_sequence_or_channel_delivers_nothing(string hex)
    {
        _raw.Ask(hex);

        Assert.Empty(_server.Messages);
        Assert.True(Drops.Total > 0);
    }

    [Fact]
    public void Ping_is_answered_once_and_only_when_newer()
    {
        string[] answers = _raw.Ask("04 0200");
        Assert.StartsWith("050200", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Empty(_raw.Ask("04 0200"));
        Assert.Empty(_raw.Ask("04 0100"));
        Assert.Empty(_raw.Ask("04 0000"));
        Assert.Single(_raw.Ask("04 0900"));
    }

    [Fact]
    public void Pings_in_one_datagram_get_one_answer()
        => Assert.StartsWith("050200", Assert.Single(_raw.Ask("0d 0300 040200 0300 040300 0300 040400")), StringComparison.Ordinal);

    [Fact]
    public void Disconnect_with_another_time_or_number_is_ignored()
    {
        Assert.Empty(_raw.Ask($"08{RawPeer.TimeHex(1)}"));
        Assert.Empty(_raw.Ask($"28{RawPeer.TimeHex()}"));
        Assert.Equal(1, _server.Manager.ConnectedPeersCount);
        Assert.Equal(["0e"], _raw.Ask($"08{RawPeer.TimeHex()}"));
        Assert.Empty(_raw.Ask($"08{RawPeer.TimeHex()}"));
        Assert.Empty(_raw.Ask("00 11"));
        Assert.Equal(0, _server.Manager.ConnectedPeersCount);
    }

    [Fact]
    public void Merged_datagram_is_walked_until_an_entry_does_not_fit()
    {
        _raw.Ask("0d 0200 00a1 0200 20a2 0200 00a3 0000 0200 00a4");
        _raw.Ask("0d 0200 00b1 0900 00b2");
        _raw.Ask("0d 0200 00c1 0100 1f 0200 00c2");

        Assert.Equal(["a1", "a3", "b1", "c1"], _server.Messages.Select(m => m.Hex));
        Assert.Equal(1, Drops[DropCause.WrongConnectionNumber]);
        Assert.Equal(3, Drops[DropCause.BadMerge]);
    }

    [Fact]
    public void Merged_inside_merged_is_followed_twice_and_no_deeper()
    {
        _raw.Ask("0d 0500 0d 0200 00a1");
        _raw.Ask("0d 0800 0d 0500 0d 0200 00a2");

        Assert.Equal(["a1"], _server.Messages.Select(m => m.Hex));
        Assert.Equal(1, Drops[DropCause.BadMerge]);
    }

    [Fact]
    public void Handshake_packets_inside_a_merged_one_are_ignored()
    {
        Assert.Empty(_raw.Ask($"0d 0900 08{RawPeer.TimeHex()} 0100 0f 0100 10 0200 09ee 0200 00a1"));

        Assert.Equal(["a1"], _server.Messages.Select(m => m.Hex));
        Assert.Equal(1, _server.Manager.ConnectedPeersCount);
    }

    [Fact]
    public void Empty_entry_ends_a_reliable_merged_packet_as_in_the_original()
    {
        string[] answer = _raw.Ask("02 0000 02 0100 a1 0000 0100 a2");

        Assert.Equal(["a1"], _server.Messages.Select(m => m.Hex));
        Assert.Equal(["03000002010000000000000000"], answer);
    }

    [Fact]
    public void Acknowledgement_names_the_missing_ones_in_absolute_bits()
    {
        int[] missing = [0, 1, 10, 11, 22, 26, 29, 30, 31];
        SendRange(0, 64, missing);

        Assert.Equal(["03000002fcf3bf1bffffffff00"], _raw.Hear(15));
        Assert.Empty(_server.Messages);
        SendRange(0, 64, [.. Enumerable.Range(0, 64).Except(missing)]);
        Assert.Equal(["03000002ffffffffffffffff00"], _raw.Hear(15));
        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"{i:x2}"), _server.Messages.Select(m => m.Hex));
    }

    [Fact]
    public void Window_moves_when_something_beyond_it_arrives()
    {
        SendRange(0, 92, [29, 64, 65, 72, 79, 86]);

        Assert.Equal(["031c0002fc7ebfdfffffffff00"], _raw.Hear(15));
        Assert.Equal(29, _server.Messages.Count);
    }

    [Fact]
    public void Packet_one_whole_window_ahead_is_dropped_and_the_channel_lives_on()
    {
        Assert.Empty(_raw.Ask("01 4000 02 40"));
        Assert.Equal(1, Drops[DropCause.WindowTrap]);

        SendRange(0, 65, []);
        _raw.Hear(15);
        Assert.Equal(65, _server.Messages.Count);
    }

    [Fact]
    public void Duplicate_is_acknowledged_again_and_one_before_the_window_is_not()
    {
        Assert.Single(_raw.Ask("01 0000 02 41"));
        Assert.Single(_raw.Ask("01 0000 02 41"));
        SendRange(1, 128, []);
        _raw.Hear(15);

        Assert.Empty(_raw.Ask("01 0000 02 41"));
        Assert.Equal(128, _server.Messages.Count);
    }

    [Fact]
    public void Reliable_sequenced_owes_an_acknowledgement_for_every_packet()
    {
        Assert.Equal(["03050003"], _raw.Ask("01 0500 03 61"));
        Assert.Equal(["03050003"], _raw.Ask("01 0200 03 62"));
        Assert.Equal(["61"], _server.Messages.Select(m => m.Hex));
    }

    [Theory]
    [InlineData("81 0000 02 0100 0000 0000 41")]
    [InlineData("81 0000 02 0100 0500 0500 41")]
    public void Fragment_that_contradicts_itself_is_acknowledged_and_dropped(string hex)
    {
        Assert.Single(_raw.Ask(hex));
        Assert.Equal(1, Drops[DropCause.BadFragment]);
        Assert.Equal(0, _server.Peer.Fragments.Memory);
    }

    [Fact]
    public void Fragments_that_contradict_their_group_are_dropped_and_the_message_still_completes()
    {
        _raw.Ask("81 0000 00 0100 0000 0300 a1");
        _raw.Ask("81 0100 00 0100 0100 0400 ff");
        _raw.Ask("81 0200 00 0100 0000 0300 ff");
        _raw.Ask("81 0000 02 0100 0100 0300 ff");
        _raw.Ask("81 0300 00 0100 0200 0300 a3");
        _raw.Ask("81 0400 00 0100 0100 0300 a2");

        Assert.Equal(["a1a2a3"], _server.Messages.Select(m => m.Hex));
        Assert.Equal(3, Drops[DropCause.BadFragment]);
        Assert.Equal(0, _server.Peer.Fragments.Memory);
    }

    [Theory]
    [InlineData("11 88be1026bfb1669c00", DropCause.NatMessage)]
    [InlineData("09 eeef", DropCause.UnconnectedDisabled)]
    [InlineData("0c eeef", DropCause.UnconnectedDisabled)]
    [InlineData("10", DropCause.WrongState)]
    [InlineData("07 d346c78e6c47df08 00 00 00000000", DropCause.WrongHandshake)]
    public void Packet_that_is_not_for_here_is_dropped_under_its_cause(string hex, DropCause cause)
    {
        Assert.Empty(_raw.Ask(hex));
        Assert.Equal(1, Drops[cause]);
    }

    [Fact]
    public void Oversized_datagram_is_dropped()
    {
        Assert.Empty(_raw.Ask(new byte[1433]));
        Assert.Equal(1, Drops[DropCause.Oversized]);
        _raw.Ask(new byte[1432]);
        Assert.Equal(1431, Assert.Single(_server.Messages).Data.Length);
    }

    [Fact]
    public void Acknowledgements_of_what_was_never_sent_change_nothing()
    {
        _server.Peer.Send([1], DeliveryMethod.ReliableOrdered);
        Assert.Equal(["0200000201" + "0001"], _raw.Hear(15));
        _raw.Send(CaptureScript.Bytes("03400002ffffffffffffffff00"));
        _raw.Send(CaptureScript.Bytes("03008002ffffffffffffffff00"));
        _raw.Send(CaptureScript.Bytes("03000002ffffffffffffffff"));
        _raw.Send(CaptureScript.Bytes("03000004ffffffffffffffff00"));
        _net.Run(15);
        Assert.Equal(["02000002010001"], _raw.Hear(30));
        _raw.Send(CaptureScript.Bytes("03000002ffffffffffffffff00"));
        Assert.Empty(_raw.Hear(500));
    }

    /// <summary>Reliable-ordered messages whose body is their sequence's low byte.</summary>
    private void SendRange(int first, int end, int[] without)
    {
        for (int i = first; i < end; i++)
        {
            if (!without.Contains(i))
            {
                _raw.Send(1, (byte)i, (byte)(i >> 8), 2, (byte)i);
            }
        }
    }
}
