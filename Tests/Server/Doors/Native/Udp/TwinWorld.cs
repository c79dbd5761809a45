using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// A room's world once more, from now on: it takes what honest players said for each tick that the room took something of theirs for, and nothing else, be it said
/// on whatever wire. As long as both are equal, nothing else has changed the room's world.
/// </summary>
internal sealed class TwinWorld : IDisposable
{
    private readonly Room _room;
    private readonly WorldTick _tick;
    private readonly TickInputBuffer _input = new();
    private readonly (Seat Seat, Func<Tick, PlayerCommand> Said)[] _players;
    private readonly long[] _applied;

    /// <param name="room">Between two ticks.</param>
    /// <param name="players">Who is in it, by their slots, and the command that each of them said first for a tick.</param>
    public TwinWorld(Room room, params (Seat Seat, Func<Tick, PlayerCommand> Said)[] players)
    {
        (_room, _players) = (room, players);
        _applied = Array.ConvertAll(players, static player => player.Seat.Inputs.Applied);
        var world = room.World;
        Assert.True(Checkpoint.TryRestore(TestGames.Shipped[world.Options.Mode], world.Options, world.Map, Checkpoint.Write(world), out var tick, out var fault), fault);
        _tick = tick;
    }

    public int Ticks { get; private set; }

    /// <summary>The room has run one tick: so does this one, and both have to be equal.</summary>
    public void Follow()
    {
        var next = _tick.World.Tick.Next;
        Assert.Equal(next, _room.World.Tick);
        _input.Clear();
        for (var index = 0; index < _players.Length; index++)
        {
            var (seat, said) = _players[index];
            if (seat.Inputs.Applied != _applied[index])
                _input.Add(new SlotCommand(seat.Slot, said(next)));
            _applied[index] = seat.Inputs.Applied;
        }

        _tick.Step(_input.For(next));
        Assert.Equal(_tick.World.ComputeHash(), _room.World.ComputeHash());
        Ticks++;
    }

    public void Dispose() => _tick.Dispose();
}
