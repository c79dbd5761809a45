using System.Buffers.Binary;
using Ecs.Server.Metrics;
using Ecs.Tests.Simulation;

namespace Ecs.Tests.Server.Doors.Arena;

/// <summary>Numbers that are none, or vast, or next to nothing, in both fields of a move.</summary>
public sealed class ArenaFloatTests
{
    private const int Fields = 2; // dx, dy
    private const uint One = 0x3F80_0000;
    private const uint MinusOne = 0xBF80_0000;
    private const uint Zero = 0;

    [Theory]
    [InlineData(0x7FC0_0000u)] // NaN, quiet and signalling, of both signs
    [InlineData(0xFFC0_0000u)]
    [InlineData(0x7F80_0001u)]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0x7F80_0000u)] // infinity
    [InlineData(0xFF80_0000u)]
    public void What_is_no_number_is_refused_and_counted_and_the_world_is_as_if_nothing_came(uint bits)
    {
        for (var field = 0; field < Fields; field++)
        {
            using var rig = new ArenaRig();
            using var reference = new ArenaRig();
            Play(rig, field, bits, One);
            Play(reference);

            Assert.Equal(1, rig.Server.Drops(DropCause.OutOfRange));
            Assert.Equal(reference.Server.WorldHash, rig.Server.WorldHash);
        }
    }

    [Theory]
    [InlineData(0x0000_0000u, Zero)]
    [InlineData(0x8000_0000u, Zero)]
    [InlineData(0x0000_0001u, Zero)] // the least there is
    [InlineData(0x807F_FFFFu, Zero)]
    [InlineData(0x3F80_0001u, One)]  // more than one is one
    [InlineData(0x7F7F_FFFFu, One)]
    [InlineData(0xFF7F_FFFFu, MinusOne)]
    public void Numbers_of_any_size_are_a_step_at_most(uint bits, uint clamped)
    {
        for (var field = 0; field < Fields; field++)
        {
            using var rig = new ArenaRig();
            using var reference = new ArenaRig();
            Play(rig, field, bits, Zero);
            Play(reference, field, clamped, Zero);

            Assert.Equal(0, rig.Server.Drops(DropCause.OutOfRange));
            Assert.Equal(reference.Server.WorldHash, rig.Server.WorldHash);
        }
    }

    [Fact]
    public void Any_bits_leave_the_player_in_the_arena()
    {
        using var rig = new ArenaRig();
        var client = rig.Enter();
        var message = new byte[9];
        Seeded.Run(3_000, random =>
        {
            random.NextBytes(message);
            message[0] = 2;
            if (random.Next(2) == 0)
                message[4 + (4 * random.Next(Fields))] = (byte)(random.Next(2) == 0 ? 0x7F : 0xFF);
            client.Socket.SendBinary(message);
            rig.Run(1);
        });

        Assert.InRange(rig.Server.Drops(DropCause.OutOfRange), 10, 2_990);
        Assert.InRange(client.Self.X, 0, 1280);
        Assert.InRange(client.Self.Y, 0, 500);
        Assert.Equal(0, client.Socket.CloseCode);
    }

    /// <summary>A player comes, and after a step to the right sends a move with these bits, if any.</summary>
    private static void Play(ArenaRig rig, int field = 0, uint bits = 0, uint? other = null)
    {
        var client = rig.Enter();
        client.Move(1, 0);
        rig.Run(10);
        if (other is { } rest)
        {
            var message = new byte[9];
            message[0] = 2;
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(1 + (4 * field)), bits);
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(5 - (4 * field)), rest);
            client.Socket.SendBinary(message);
        }

        rig.Run(100);
        Assert.Equal(0, client.Socket.CloseCode);
    }
}
