using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>A world in which every seat that can be is taken.</summary>
public sealed class FullWorldTests
{
    private static readonly ushort[] Everybody = [.. Enumerable.Range(0, PlayerSlot.Limit).Select(static seat => (ushort)seat)];

    [Fact]
    public void All_4096_seats_join_move_shoot_and_leave_and_a_rebuilt_world_goes_on_bit_for_bit()
    {
        using var one = Full();
        using var other = Full();
        Assert.Equal(4_096, one.World.PlayerCount);
        Assert.Equal("player 4095", one.World.NameOf(new PlayerSlot(4_095)));

        foreach (var scene in (Scene[])[one, other])
        {
            scene.Hold(0, x: 127).Hold(1_024, x: -127).Hold(4_095, y: 127).Shoot(4_094, 2_048);
            Assert.Equal(4_096 + 2, scene.World.EntityCount);
            scene.Run(5);
        }

        var bytes = Checkpoint.Write(one.World);
        other.Rebuild(shuffle: 3);
        Assert.Equal(bytes, Checkpoint.Write(other.World));
        for (var tick = 0; tick < 20; tick++)
        {
            one.Run();
            other.Run();
            Assert.Equal(one.World.ComputeHash(), other.World.ComputeHash());
        }

        var before = one.World.ComputeHash();
        one.Leave(4_095);
        Assert.Equal((4_095, ""), (one.World.PlayerCount, one.World.NameOf(new PlayerSlot(4_095))));
        Assert.NotEqual(before, one.World.ComputeHash());
        foreach (var seat in Everybody[..^1])
            one.With(input => input.Add(new PlayerLeave(new PlayerSlot(seat))));
        Assert.Equal(0, one.Run().World.PlayerCount);
    }

    [Fact]
    public void A_seat_past_the_last_is_ignored()
    {
        using var scene = Full();
        var entities = scene.World.EntityCount;

        scene.Join(PlayerSlot.Limit).Leave(PlayerSlot.Limit);

        Assert.Equal((4_096, entities), (scene.World.PlayerCount, scene.World.EntityCount));
    }

    private static Scene Full() => new Scene(options: new WorldOptions { MaxPlayers = PlayerSlot.Limit }).Join(Everybody);
}
