using System.Reflection;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Tests.Simulation.Events;

/// <summary>Events are made and read by what they mean; wire and recordings keep two numbers.</summary>
public sealed class WorldEventTests
{
    private static readonly PlayerSlot Someone = new(7);
    private static readonly EntityId Something = new(9);

    [Fact]
    public void Every_kind_has_a_maker_of_its_name()
    {
        var makers = typeof(WorldEvent).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(static method => method.ReturnType == typeof(WorldEvent)).Select(static method => method.Name).ToHashSet();

        Assert.All(
            Enum.GetValues<WorldEventKind>().Except([WorldEventKind.None, WorldEventKind.OwnFirst]),
            kind => Assert.Contains(kind.ToString(), makers));
    }

    [Fact]
    public void The_numbers_on_the_wire_are_those_of_before()
    {
        Assert.Equal(new(WorldEventKind.Hit, Someone, new(2), Something, 20, 80), WorldEvent.Hit(Someone, new(2), Something, lost: 20, left: 80));
        Assert.Equal(
            new(WorldEventKind.ShotFired, Someone, PlayerSlot.None, Something, 555, Angle.Down.Raw),
            WorldEvent.ShotFired(Someone, Something, 555, Angle.Down));
        Assert.Equal(new(WorldEventKind.Stepped, Someone, PlayerSlot.None, Something, 3, 1), WorldEvent.Stepped(Someone, Something, 3));
        Assert.Equal(new(WorldEventKind.Stepped, Someone, PlayerSlot.None, Something, 3, 0), WorldEvent.StepRefused(Someone, Something, 3));
        Assert.Equal(new(WorldEventKind.Swung, PlayerSlot.None, Someone, Something, 1, 0), WorldEvent.SwungAt(Someone, Something));
        Assert.Equal(new(WorldEventKind.WaveBegan, PlayerSlot.None, PlayerSlot.None, EntityId.None, 4, 50), WorldEvent.WaveBegan(4, 50));
    }

    [Fact]
    public void What_was_said_is_read_again()
    {
        var hit = WorldEvent.Hit(Someone, PlayerSlot.None, Something, lost: 20, left: 80);
        Assert.Equal((20, 80), (hit.HitPointsLost, hit.HitPointsLeft));
        var shot = WorldEvent.ShotFired(Someone, Something, 555, Angle.Left);
        Assert.Equal((555, Angle.Left), (shot.Speed, shot.Direction));
        Assert.Equal(Angle.Right, WorldEvent.Shaken(Someone, Something, Angle.Right).Direction);
        Assert.Equal([true, false], new[] { true, false }.Select(static isOn => WorldEvent.FriendlyFireChanged(isOn).IsOn));
        Assert.Equal([true, false], new[] { true, false }.Select(static isReady => WorldEvent.ReadyChanged(Someone, isReady).IsOn));
        Assert.True(WorldEvent.StepRefused(Someone, Something, 1).IsRefused);
        var remark = WorldEvent.Remarked(Someone, Something, 5, 6);
        Assert.Equal((5, 6), (remark.Remark, remark.RemarkNumber));
    }

    [Fact]
    public void What_a_shot_was_judged_by_goes_to_its_shooter_whole_and_to_nobody_else()
    {
        var evidence = new ShotEvidence
        {
            Bullet = new(99),
            Age = 3_000,
            Part = 256,
            IsClamped = true,
            At = new(new(1), new(-2)),
            Then = new(new(int.MaxValue), new(int.MinValue)),
            Now = new(new(5), new(6)),
        };
        var judged = WorldEvent.ShotJudged(Someone, new(2), Something, evidence);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        EventItem.Write(ref writer, judged);
        writer.Flush();
        var reader = new MessagePackReader(buffer.WrittenMemory);

        Assert.True(EventItem.TryRead(ref reader, out var read));
        Assert.Equal(judged, read);
        Assert.Equal((3_000, 1), (read.A, read.B));
        Assert.False(Ecs.Server.Doors.Native.Replication.RoomNews.IsNews(WorldEventKind.ShotJudged));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    public void A_kind_of_a_strangers_game_goes_to_clients_as_it_is(byte number)
    {
        var happened = WorldEvent.Own(number, Someone, PlayerSlot.None, Something, a: -1, b: int.MaxValue);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        EventItem.Write(ref writer, happened);
        writer.Flush();
        var reader = new MessagePackReader(buffer.WrittenMemory);

        Assert.True(EventItem.TryRead(ref reader, out var read));
        Assert.Equal(happened, read);
        Assert.Equal(128 + number, (int)read.Kind);
        Assert.True(Ecs.Server.Doors.Native.Replication.RoomNews.IsNews(read.Kind));
    }

    [Fact]
    public void There_are_128_kinds_for_strangers_and_no_more() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => WorldEvent.Own(128, PlayerSlot.None, PlayerSlot.None, EntityId.None));
}
