using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Server.Metrics;
using Ecs.Server.Pacing;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using MessagePack;

namespace Ecs.Tests.Server.Doors.Native.Udp.Gate;

/// <summary>Datagrams from the address of somebody who is connected: forged ones, and ones of a client that wants harm.</summary>
[Collection(AloneLane.Name)]
public sealed class PeerAbuseTests
{
    [Theory]
    [InlineData("0F01", DropCause.ForgedRefusal)]
    [InlineData("0F", DropCause.ForgedRefusal)]
    [InlineData("10", DropCause.ForgedRefusal)]
    [InlineData("0C00", DropCause.BadDatagram)]
    [InlineData("09414243", DropCause.BadDatagram)]
    [InlineData("1F", DropCause.BadDatagram)]
    [InlineData("8100000000000000020041", DropCause.Fragment)]
    [InlineData("0D0B008100000000000000020041", DropCause.Fragment)]
    [InlineData("0D06000D030000AABB", DropCause.NestedMerge)]
    [InlineData("0D020008010200", DropCause.NestedMerge)]
    [InlineData("0D030004FFFF", DropCause.NestedMerge)]
    public void What_a_forger_sends_is_dropped_by_its_name_and_ends_nothing(string hex, DropCause cause)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");

        ana.Back.SendTo(Convert.FromHexString(hex), rig.Address);
        rig.Turn(GateRig.Step);

        Assert.Equal(1, rig.DropsOf(cause));
        AssertPlaysOn(rig, ana);
    }

    /// <summary>Each ping of a list would be answered: 286 system calls for one datagram.</summary>
    [Theory]
    [InlineData("0400FF", 1, DropCause.NestedMerge)]
    [InlineData("00", GateWire.LongestClientList + 1, DropCause.LongList)]
    [InlineData("03000002000000000000000000", GateWire.MostAcknowledgements + 1, DropCause.LongList)]
    [InlineData("02000002010041", GateWire.LongestClientList + 1, DropCause.LongList)]
    public void A_list_that_costs_more_than_it_says_is_dropped_whole(string entry, int count, DropCause cause)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");
        var one = Convert.FromHexString(entry);
        byte[] list = [13, .. Enumerable.Repeat<byte[]>([(byte)one.Length, 0, .. one], count).SelectMany(static bytes => bytes)];

        ana.Back.SendTo(list, rig.Address);
        rig.Turn(GateRig.Step);

        Assert.Equal(1, rig.DropsOf(cause));
        Assert.Equal(0, rig.DropsOf(DropCause.Empty) + rig.DropsOf(DropCause.Malformed));
        AssertPlaysOn(rig, ana);
    }

    [Theory]
    [InlineData(GateWire.LongestClientList, 0)]
    [InlineData(GateWire.LongestClientList + 1, 1)]
    public void So_many_reliable_messages_in_one_datagram_and_no_more(int count, int dropped)
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");

        ana.Back.SendTo([2, 0, 64, 2, .. Enumerable.Repeat<byte[]>([1, 0, 65], count).SelectMany(static bytes => bytes)], rig.Address);
        rig.Turn(GateRig.Step);

        Assert.Equal(dropped, rig.DropsOf(DropCause.LongList));
        AssertPlaysOn(rig, ana);
    }

    /// <summary>A request that is newer than the connection would end it in the library.</summary>
    [Fact]
    public void A_forged_request_of_a_connected_address_is_told_a_cookie_and_ends_nothing()
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");
        byte[] request = [.. ana.Sent.First(static datagram => (datagram[0] & 0x1F) == 6)];
        request.AsSpan(5, 8).Fill(0x7E);

        ana.Back.SendTo(request, rig.Address);
        rig.Turn(GateRig.Step);

        AssertPlaysOn(rig, ana);
    }

    [Fact]
    public void Parts_of_messages_that_never_end_are_not_kept()
    {
        using var rig = new GateRig();
        var ana = rig.Join("ana");
        var part = new byte[1_000];
        part[0] = 0x81;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < 3_000; number++)
        {
            (part[1], part[4], part[8]) = ((byte)number, (byte)(number >> 4), 200);
            ana.Back.SendTo(part, rig.Address);
            if (number % 50 == 0)
                rig.Turn(GateRig.Step);
        }

        rig.Turn(GateRig.Step);
        ana.Sent.Clear();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(rig.DropsOf(DropCause.Fragment), 2_900, 3_000);
        Assert.InRange(held, long.MinValue, 512 * 1024);
        AssertPlaysOn(rig, ana);
    }

    /// <summary>Before a connection, from its address, and from a stranger's; <c>UDP_MUTATIONS=1000000</c> sends as many.</summary>
    [Fact]
    public void Mutated_datagrams_end_in_no_exception_and_the_honest_play_on()
    {
        const int Seed = 9_050;
        var count = DeepRun.Or("UDP_MUTATIONS", 100_000);
        using var rig = new GateRig();
        var ana = rig.Join("ana");
        var target = rig.Join("bob");
        for (var turn = 0; turn < 300; turn++)
            rig.Turn(GateRig.Step);
        byte[][] corpus = [.. target.Sent];
        using var stranger = GateRig.NewSocket();
        var random = new Random(Seed);
        var thrown = new List<string>();
        var thread = Environment.CurrentManagedThreadId;
        void Count(object? sender, FirstChanceExceptionEventArgs thrownNow)
        {
            // A message that cannot be read is an exception of its reader, which our boundary takes; the library sees none of those.
            if (Environment.CurrentManagedThreadId == thread
                && thrownNow.Exception is not (MessagePackSerializationException or EndOfStreamException or OverflowException))
            {
                thrown.Add(thrownNow.Exception.ToString());
            }
        }

        AppDomain.CurrentDomain.FirstChanceException += Count;
        for (var number = 0; number < count; number++)
        {
            var bytes = Mutate(random, corpus);
            var from = number % 2 == 0 ? stranger : target.Back;
            from.SendTo(bytes, rig.Address);
            if (number % 100 == 99)
                rig.Turn(GateRig.Step);
            while (stranger.Available > 0)
                stranger.Receive(new byte[2048]);
            target.Sent.Clear();
            ana.Sent.Clear();
        }

        AppDomain.CurrentDomain.FirstChanceException -= Count;
        Assert.True(thrown.Count == 0, $"seed {Seed}: {thrown.Count} exceptions, first {thrown.FirstOrDefault()}");
        AssertPlaysOn(rig, ana);
    }

    /// <summary>20,000 datagrams a second from a thousand ports for five seconds of the server's time.</summary>
    [Fact]
    public void Junk_costs_the_honest_less_than_a_hundredth()
    {
        const int Seconds = 5;
        const int PerTick = 20_000 / 60;
        using var rig = new GateRig();
        GateRig.Passage[] honest = [.. Enumerable.Range(0, 8).Select(number => rig.Join($"honest-{number}"))];
        Socket[] strangers = [.. Enumerable.Range(0, 100).Select(static _ => GateRig.NewSocket())];
        var random = new Random(20);
        var junk = new byte[64];
        long[] before = [.. honest.Select(rig.LostOf)];
        for (var tick = 0; tick < Seconds * 60; tick++)
        {
            for (var number = 0; number < PerTick; number++)
            {
                random.NextBytes(junk);
                strangers[number % strangers.Length].SendTo(junk.AsSpan(0, 1 + (number % 63)), rig.Address);
            }

            rig.Turn(GateRig.Step);
        }

        // At most thirty snapshots a second.
        for (var number = 0; number < honest.Length; number++)
            Assert.InRange(rig.LostOf(honest[number]) - before[number], -1, (int)(Seconds * 30 * 0.01) + 1);
        Assert.Equal(0, rig.DropsOf(DropCause.InputLate));
        Array.ForEach(strangers, static stranger => stranger.Dispose());
    }

    /// <summary>50,000 a second, while the kernel keeps no more than arrives in a fifth of a tick.</summary>
    [Fact]
    public void Junk_that_would_fill_the_kernels_buffer_within_a_tick_is_taken_out_between_ticks()
    {
        const int Ticks = 5 * 60;
        const int Parts = 8;
        const int PerPart = 50_000 / 60 / Parts;
        using var rig = new GateRig(receiveBuffer: 64 * 1024);
        GateRig.Passage[] honest = [.. Enumerable.Range(0, 8).Select(number => rig.Join($"honest-{number}"))];
        Socket[] strangers = [.. Enumerable.Range(0, 100).Select(static _ => GateRig.NewSocket())];
        IEarlyWork early = rig.Server.Tick;
        Assert.False(early.IsPressing);
        var random = new Random(21);
        var junk = new byte[64];
        for (var tick = 0; tick < 120; tick++)
            rig.Turn(GateRig.Step);
        long[] missed = [.. honest.Select(one => rig.Room.SeatAt(one.Client.Slot.Value)!.Inputs.Missed)];
        for (var tick = 0; tick < Ticks; tick++)
        {
            for (var part = 0; part < Parts; part++)
            {
                for (var number = 0; number < PerPart; number++)
                {
                    random.NextBytes(junk);
                    strangers[number % strangers.Length].SendTo(junk, rig.Address);
                }

                if (early.IsPressing)
                    early.Begin();
            }

            rig.Turn(GateRig.Step);
        }

        // The flood's first tick is full before anybody knows of it.
        foreach (var one in honest)
            Assert.InRange(rig.Room.SeatAt(one.Client.Slot.Value)!.Inputs.Missed, 0, missed[Array.IndexOf(honest, one)] + (Ticks / 100));
        for (var tick = 0; tick < 2; tick++)
            rig.Turn(GateRig.Step);
        Assert.False(early.IsPressing);
        Array.ForEach(strangers, static stranger => stranger.Dispose());
    }

    /// <summary>20,000 datagrams a second of one of 33 clients, each with an input in it that its own client has just sent.</summary>
    [Fact]
    public void A_client_that_floods_is_ended_within_six_seconds_and_the_others_lose_less_than_a_hundredth()
    {
        const int Ticks = 6 * 60;
        const int PerTick = 20_000 / 60;
        using var rig = new GateRig();
        GateRig.Passage[] honest = [.. Enumerable.Range(0, 32).Select(number => rig.Join($"honest-{number}"))];
        var flooder = rig.Join("flooder");
        for (var tick = 0; tick < 120; tick++)
            rig.Turn(GateRig.Step);
        long[] lost = [.. honest.Select(rig.LostOf)];
        long[] missed = [.. honest.Select(one => rig.Room.SeatAt(one.Client.Slot.Value)!.Inputs.Missed)];

        int? endedAt = null;
        for (var tick = 0; tick < Ticks; tick++)
        {
            var input = flooder.Sent.FindLast(static datagram => GateWire.TypeOf(datagram) == GatePacket.Unreliable && datagram.Length > 10)!;
            for (var number = 0; number < PerTick; number++)
                flooder.Back.SendTo(input, rig.Address);
            rig.Turn(GateRig.Step);
            endedAt ??= flooder.Client.State == ClientState.Ended ? tick : null;
        }

        Assert.InRange(endedAt ?? Ticks, 4 * 60, Ticks - 1);
        Assert.Equal(Reason.Rate, flooder.Client.EndReason);
        for (var number = 0; number < honest.Length; number++)
        {
            Assert.InRange(rig.LostOf(honest[number]) - lost[number], -1, (int)(Ticks / 2 * 0.01) + 1);
            Assert.InRange(rig.Room.SeatAt(honest[number].Client.Slot.Value)!.Inputs.Missed - missed[number], 0, (int)(Ticks * 0.01));
        }
    }

    private static void AssertPlaysOn(GateRig rig, GateRig.Passage passage)
    {
        var before = passage.Client.Figures.Snapshots;
        rig.Run(() => passage.Client.Figures.Snapshots > before + 30);
        Assert.True(passage.Client.IsInRoom);
    }

    private static byte[] Mutate(Random random, byte[][] corpus)
    {
        byte[] bytes = [.. corpus[random.Next(corpus.Length)]];
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            switch (random.Next(5))
            {
                case 0:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[0] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes = bytes[..random.Next(1, bytes.Length + 1)];
                    break;
                default:
                    // A list of what there is, whole or broken off.
                    var other = corpus[random.Next(corpus.Length)];
                    bytes = [13, (byte)bytes.Length, (byte)(bytes.Length >> 8), .. bytes, (byte)other.Length, (byte)(other.Length >> 8), .. other];
                    break;
            }
        }

        return bytes;
    }
}
