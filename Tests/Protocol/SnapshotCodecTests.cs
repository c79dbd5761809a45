using System.Reflection;
using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Protocol;

public class SnapshotCodecTests
{
    private readonly byte[] _body = new byte[Limits.SnapshotBodyBytes];

    public static TheoryData<string> Fields =>
        [.. typeof(EntityState).GetFields(BindingFlags.Public | BindingFlags.Instance).Select(member => member.Name)];

    /// <summary>Fails for a field that somebody adds to the state and forgets in the codec.</summary>
    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_field_travels_with_a_kind_that_has_it(string name)
    {
        var field = typeof(EntityState).GetField(name)!;
        foreach (var value in ExtremesOf(field.FieldType))
        {
            var isOfThings = name is nameof(EntityState.Variant) or nameof(EntityState.HalfWidth) or nameof(EntityState.HalfHeight);
            object changed = new EntityState { Id = new(1), Kind = isOfThings ? EntityKind.Scenery : EntityKind.Avatar };
            field.SetValue(changed, value);
            var entity = (EntityState)changed;
            if (entity.Kind != EntityKind.Avatar)
                entity.Flags = EntityFlags.Alive;

            Assert.Equal(entity, Assert.Single(RoundTrip(new(), entity)));
        }
    }

    [Fact]
    public void Every_field_of_the_header_travels()
    {
        foreach (var property in typeof(SnapshotHeader).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name == nameof(SnapshotHeader.Cut))
                continue;

            foreach (var value in ExtremesOf(property.PropertyType))
            {
                object changed = new SnapshotHeader();
                property.SetValue(changed, value);
                var header = (SnapshotHeader)changed;
                var length = FullStateCodec.Encode(in header, new WorldView(), _body);

                Assert.True(FullStateCodec.TryDecode(_body.AsSpan(0, length), out var read, new WorldView()));
                Assert.Equal(header, read);
            }
        }
    }

    [Fact]
    public void Random_worlds_read_back_equal()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var entities = RandomEntities(random, random.Next(60), random.Next(300));
            var header = RandomHeader(random);
            var read = RoundTrip(header, entities);

            Assert.True(read.SequenceEqual(entities), $"seed {seed}");
        }
    }

    [Fact]
    public void The_cost_of_a_snapshot_by_field_is_what_the_codec_writes()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var view = ViewOf(RandomEntities(random, random.Next(60), random.Next(300)));
            var bits = new long[SnapshotCost.FieldCount];
            SnapshotCost.Measure(view, bits);
            var length = FullStateCodec.Encode(RandomHeader(random), view, _body);

            Assert.True((bits.Sum() + 7) / 8 == length, $"seed {seed}: {bits.Sum()} bits, {length} bytes");
        }

        Assert.Equal(SnapshotCost.FieldCount, Enum.GetValues<SnapshotField>().Length);
    }

    [Fact]
    public void A_world_that_does_not_fit_is_cut_with_the_own_avatar_and_all_avatars_first()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var avatars = random.Next(1, 500);
            var entities = RandomEntities(random, avatars, 1_500);
            var header = RandomHeader(random) with { OwnEntity = entities[random.Next(avatars)].Id };
            var length = FullStateCodec.Encode(in header, ViewOf(entities), _body);
            var view = new WorldView();

            Assert.True(FullStateCodec.TryDecode(_body.AsSpan(0, length), out var read, view), $"seed {seed}");
            Assert.Equal(header with { Cut = true }, read);
            Assert.Equal(header.OwnEntity, view.Entities[0].Id);
            Assert.Equal(avatars, view.Entities.ToArray().Count(entity => entity.Kind == EntityKind.Avatar));
            Assert.InRange(view.Entities.Length, avatars + 1, entities.Length - 1);
            Assert.True(length > Limits.SnapshotBodyBytes - 40, $"seed {seed}: {length} bytes leave room");
            Assert.Equal(view.Entities.Length, view.Entities.ToArray().Select(entity => entity.Id).Distinct().Count());
        }
    }

    [Fact]
    public void The_own_avatar_is_in_even_the_smallest_cut()
    {
        var random = new Random(1);
        var entities = RandomEntities(random, 100, 0);
        var header = RandomHeader(random) with { OwnEntity = entities[^1].Id };
        var length = FullStateCodec.Encode(in header, ViewOf(entities), _body.AsSpan(0, 80));
        var view = new WorldView();

        Assert.True(FullStateCodec.TryDecode(_body.AsSpan(0, length), out _, view));
        Assert.Equal(entities[^1], view.Entities[0]);
        Assert.Equal(1, view.Entities.Length);
    }

    [Fact]
    public void An_entity_that_is_none_or_of_unknown_kind_or_seat_is_refused()
    {
        EntityState[] wrong =
        [
            new() { Kind = EntityKind.Avatar },
            new() { Id = new(1), Kind = EntityKind.None },
            new() { Id = new(1), Kind = (EntityKind)6 },
            new() { Id = new(1), Kind = EntityKind.Bullet, Slot = new(4_096) },
        ];
        foreach (var entity in wrong)
        {
            var length = FullStateCodec.Encode(new(), ViewOf(entity), _body);
            Assert.False(FullStateCodec.TryDecode(_body.AsSpan(0, length), out _, new WorldView()));
        }
    }

    private EntityState[] RoundTrip(SnapshotHeader header, params EntityState[] entities)
    {
        var view = ViewOf(entities);
        var length = FullStateCodec.Encode(in header, view, _body);
        var read = new WorldView();
        Assert.True(FullStateCodec.TryDecode(_body.AsSpan(0, length), out var readHeader, read));
        Assert.Equal(header, readHeader);
        Assert.Equal(header.Tick, read.Tick);
        Assert.Equal(header.ClockTicks, read.ClockTicks);
        return read.Entities.ToArray();
    }

    private static WorldView ViewOf(params EntityState[] entities)
    {
        var view = new WorldView();
        foreach (var entity in entities)
            view.Add(in entity);

        return view;
    }

    private static SnapshotHeader RandomHeader(Random random) => new()
    {
        Tick = new(MessageCases.U32(random)),
        Confirmed = new(MessageCases.U32(random)),
        Margin = (sbyte)random.Next(-128, 128),
        Late = MessageCases.U16(random),
        ClockTicks = MessageCases.U32(random),
        OwnEntity = new(MessageCases.U64(random)),
    };

    private static EntityState[] RandomEntities(Random random, int avatars, int bullets)
    {
        var entities = new EntityState[avatars + bullets];
        for (var index = 0; index < entities.Length; index++)
        {
            ref var entity = ref entities[index];
            entity.Id = new((MessageCases.U64(random) & ~0xffffUL) | (uint)(index + 1));
            entity.Kind = index < avatars ? EntityKind.Avatar : (EntityKind)random.Next((int)EntityKind.Bullet, (int)EntityKind.Item + 1);
            entity.Flags = EntityFlags.Alive;
            entity.Slot = MessageCases.Slot(random, true);
            entity.Team = (byte)random.Next(256);
            (entity.X, entity.Y) = (new(MessageCases.S32(random)), new(MessageCases.S32(random)));
            (entity.VelocityX, entity.VelocityY) = (new(MessageCases.S32(random)), new(MessageCases.S32(random)));
            entity.Aim = new(MessageCases.U16(random));
            if (entity.Kind > EntityKind.Bullet)
            {
                entity.Variant = MessageCases.U16(random);
                (entity.HalfWidth, entity.HalfHeight) = (new(MessageCases.S32(random)), new(MessageCases.S32(random)));
            }

            if (index < avatars)
            {
                entity.Flags = (EntityFlags)random.Next(256);
                (entity.Health, entity.MaxHealth) = (MessageCases.U16(random), MessageCases.U16(random));
                (entity.Kills, entity.Deaths) = (MessageCases.U16(random), MessageCases.U16(random));
                entity.Speed = new(MessageCases.S32(random));
                (entity.CooldownTicks, entity.RespawnTicks) = (MessageCases.U16(random), MessageCases.U16(random));
            }
        }

        return entities;
    }

    private static object[] ExtremesOf(Type type) => type switch
    {
        _ when type == typeof(EntityId) => [new EntityId(1), new EntityId(127), new EntityId(128), new EntityId(ulong.MaxValue)],
        _ when type == typeof(EntityKind) => [.. Enum.GetValues<EntityKind>().Where(static kind => kind != EntityKind.None).Cast<object>()],
        _ when type == typeof(EntityFlags) => [EntityFlags.PowerUp, (EntityFlags)255],
        _ when type == typeof(PlayerSlot) => [new PlayerSlot(1), new PlayerSlot(1_023), PlayerSlot.None],
        _ when type == typeof(Fixed) => [new Fixed(1), new Fixed(-1), Fixed.MinValue, Fixed.MaxValue],
        _ when type == typeof(Angle) => [new Angle(1), new Angle(65_535)],
        _ when type == typeof(Tick) => [new Tick(1), new Tick(uint.MaxValue)],
        _ when type == typeof(byte) => [(byte)1, byte.MaxValue],
        _ when type == typeof(sbyte) => [(sbyte)1, sbyte.MinValue, sbyte.MaxValue],
        _ when type == typeof(ushort) => [(ushort)1, ushort.MaxValue],
        _ when type == typeof(uint) => [1u, uint.MaxValue],
        _ => throw new NotSupportedException($"Say here which values of {type} are the extreme ones."),
    };
}
