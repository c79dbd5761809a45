using Ecs.Client.Inputs;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Client.Prediction;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// Goes up to whom it sees and shoots, all the time; and on its way to the server each command gets some view or other that its player may have had. It remembers what it said
/// first for each tick.
/// </summary>
internal sealed class Marksman(int seed) : PredictionMutant, IPilot
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<uint, PlayerCommand> _said = [];

    public PlayerCommand Said(Tick tick) => _said[tick.Value];

    /// <summary>A view between 10 and 30 ticks old, half of them older than what counts. Of a command that is repeated it is the same.</summary>
    public override void Change(Span<PlayerCommand> commands)
    {
        foreach (ref var command in commands)
        {
            if (!_said.TryGetValue(command.Tick.Value, out var said))
                _said[command.Tick.Value] = said = command.Buttons == Buttons.None ? command : command with { SeenAge = (ushort)_random.Next(10 * PlayerCommand.SeenParts, 30 * PlayerCommand.SeenParts) };
            command = said;
        }
    }

    private static sbyte Toward(Fixed way) => (sbyte)(way > Fixed.FromInt(4) ? 90 : way < Fixed.FromInt(-4) ? -90 : 0);

    public PlayerIntent Decide(IPlayerView client, Tick tick)
    {
        FixedVector own = default, other = default;
        foreach (var entity in client.View.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                continue;
            if (entity.Slot == client.Slot)
                own = new(entity.X, entity.Y);
            else
                other = new(entity.X, entity.Y);
        }

        return new(Toward(other.X - own.X), Toward(other.Y - own.Y), Angle.Of(other - own), Buttons.Fire);
    }
}
