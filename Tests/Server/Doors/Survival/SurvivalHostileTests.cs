using Ecs.Server.Doors.Survival;
using Ecs.Server.Metrics;
using Ecs.Simulation.Components;
using Ecs.Tests.Protocol;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Damaged messages by the ten thousand: nothing throws, nobody else notices, and every one is counted by its cause.</summary>
public sealed class SurvivalHostileTests(ITestOutputHelper output)
{
    private const int Seed = 40_004;

    /// <summary>Messages to damage.</summary>
    private static int Rounds => DeepRun.Or("DOOR_MUTATIONS", 30_000);

    private static readonly DropCause[] Causes =
        [DropCause.Empty, DropCause.Malformed, DropCause.UnknownMessage, DropCause.OutOfRange, DropCause.OutOfOrder, DropCause.InputBeforeEntering, DropCause.ActionOverflow];

    [Fact]
    public void Damaged_messages_are_counted_and_hurt_nobody()
    {
        var random = new Random(Seed);
        var mutator = new PacketMutator(random, Corpus());
        using var rig = new SurvivalRig(new SurvivalOptions
        {
            AddressLimit = 10,
            FaultLimit = int.MaxValue,
            MessagesPerSecond = int.MaxValue,
            MessagesPerMinute = int.MaxValue,
            WebSocket = new() { MessageLimit = 60_000, FramesPerTick = 1_000 },
        });
        var ann = rig.Enter("Ann");
        var mallory = rig.Enter("Mallory");
        rig.Place("Ann", 3200, 3200);
        ann.Do("33", 0.0);
        var (sent, updates) = (0, 0);
        while (sent < Rounds)
        {
            for (var count = 0; count < 50; count++, sent++)
            {
                var message = mutator.Next();
                mallory.Client.SendBinary(message.AsSpan(0, Math.Min(message.Length, 60_000)));
            }

            rig.Run(1);
            ann.Hear();
            mallory.Client.Read();
            mallory.Forget();
        }

        output.WriteLine($"seed {Seed}: {sent} messages, {string.Join(", ", Causes.Select(cause => $"{DropCauses.NameOf(cause)} {rig.Drops(cause)}"))}");
        updates = ann.Heard("33").Count;
        Assert.True(mallory.Client.CloseCode == 0, $"closed with {mallory.Client.CloseCode}, seed {Seed}");
        Assert.InRange(updates, sent / 50 / 6, (sent / 50 / 6) + 5);
        Assert.InRange(Causes.Sum(rig.Drops), sent / 4, sent);
        Assert.True(rig.Drops(DropCause.Malformed) > 0 && rig.Drops(DropCause.UnknownMessage) > 0 && rig.Drops(DropCause.OutOfRange) > 0);
        ann.Forget();
        ann.Do("pp");
        Assert.Single(ann.Heard("pp"));
        Assert.Equal(100, rig.Of<Health>("Ann").Current);
    }

    [Fact]
    public void Every_float_field_refuses_what_is_no_number_and_takes_what_is_one()
    {
        using var rig = new SurvivalRig(new SurvivalOptions { FaultLimit = 1_000 });
        var zoe = rig.Enter("Zoe");
        double[] numbers =
        [
            double.NaN, BitConverter.UInt64BitsToDouble(0x7ff0_0000_0000_0001), BitConverter.UInt64BitsToDouble(0xfff8_0000_0000_0001),
            double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, double.MaxValue, double.MinValue, double.Epsilon, 1e300, 7,
        ];
        var refused = 0;
        foreach (var number in numbers)
        {
            zoe.Do("33", number).Do("2", number).Do("c", 0, number);
            refused += double.IsFinite(number) ? 0 : 3;
            rig.Run(5);
        }

        Assert.Equal(refused, rig.Drops(DropCause.OutOfRange));
        var place = rig.Of<Position>("Zoe");
        Assert.True(rig.Room.World.Map.MoveLimits.Contains(place.X, place.Y));
    }

    private static byte[][] Corpus() =>
    [
        PackedJson.Packet("sp", ("name", "Mal")),
        PackedJson.Packet("33", 0.5),
        PackedJson.Packet("33", 3),
        PackedJson.Packet("33"),
        PackedJson.Packet("2", -2.5),
        PackedJson.Packet("c", 1, 1.5),
        PackedJson.Packet("c", 0, null),
        PackedJson.Packet("5", 3, false),
        PackedJson.Packet("7", 1),
        PackedJson.Packet("rmd"),
        PackedJson.Packet("pp"),
        PackedJson.Packet(9, 0),
        PackedJson.Packet("13c", 0, 7, 0),
        .. new[] { "92a2333391cb3fe921fb54442d18", "92a163920101", "92a1359203c2", "92a331336393000700" }.Select(SurvivalReaderTests.Bytes),
    ];
}
