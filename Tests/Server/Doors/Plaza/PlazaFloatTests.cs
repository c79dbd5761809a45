using System.Buffers.Binary;
using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Metrics;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Numbers that are none, or vast, or next to nothing, in every field of an update.</summary>
public sealed class PlazaFloatTests
{
    private const int Fields = 5; // x, y, z, rotation, stamp

    public static TheoryData<uint> NoNumbers => [0x7FC0_0000, 0xFFC0_0000, 0x7F80_0001, 0x7FFF_FFFF, 0x7F80_0000, 0xFF80_0000];

    public static TheoryData<uint> Numbers => [0x0000_0000, 0x8000_0000, 0x0000_0001, 0x807F_FFFF, 0x7F7F_FFFF, 0xFF7F_FFFF];

    [Theory]
    [MemberData(nameof(NoNumbers))]
    public void What_is_no_number_is_refused_and_counted_and_the_world_is_as_if_nothing_came(uint bits)
    {
        using var rig = new PlazaRig();
        using var reference = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        var honest = reference.Enter(1);
        reference.Enter(2);
        person.Hop(9, 9);
        honest.Hop(9, 9);
        for (var field = 0; field < Fields; field++)
            person.Send(With(field, bits));

        rig.Run(100);
        reference.Run(100);
        Assert.Equal(Fields, rig.Drops(DropCause.OutOfRange));
        Assert.Equal(reference.Server.WorldHash, rig.Server.WorldHash);
        Assert.Single(listener.Updates, static update => update.X == 9);
        Assert.True(person.Client.Stream.IsClosed == false);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_of_any_size_are_taken_and_what_is_told_is_finite_and_on_the_map(uint bits)
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        for (var field = 0; field < Fields; field++)
            person.Send(With(field, bits));

        rig.Run(100);
        var told = listener.Updates;
        Assert.Equal(Fields, told.Count);
        Assert.All(told, static update => Assert.True(
            Math.Abs(update.X) <= 4096 && Math.Abs(update.Y) <= 4096 && Math.Abs(update.Z) <= 4096 && float.IsFinite(update.Rotation)));
        Assert.Equal(0, rig.Drops(DropCause.OutOfRange));
    }

    [Fact]
    public void Any_bits_leave_the_world_on_the_map()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        Ecs.Tests.Simulation.Seeded.Run(3_000, random =>
        {
            var message = new byte[25];
            random.NextBytes(message);
            message[0] = 1;
            if (random.Next(2) == 0)
                message[5 + (4 * random.Next(Fields))] = (byte)(random.Next(2) == 0 ? 0x7F : 0xFF);

            person.Send(message);
            rig.Run(1);
        });

        var area = rig.Room.World.Map.MoveLimits;
        foreach (var entity in rig.Room.View.Entities)
            Assert.True(area.Contains(entity.X, entity.Y));

        Assert.All(listener.Updates, static update => Assert.True(float.IsFinite(update.X + update.Y + update.Z + update.Rotation)));
        Assert.InRange(listener.Updates.Count, 1_000, 3_000);
        Assert.InRange(rig.Drops(DropCause.OutOfRange), 10, 2_000);
        Assert.Equal(Fixed.FromInt(4096), area.Right);
    }

    private static byte[] With(int field, uint bits)
    {
        var message = PlazaSaying.Update(1, 3, 4, 0, 45, 6);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(5 + (4 * field)), bits);
        return message;
    }
}
