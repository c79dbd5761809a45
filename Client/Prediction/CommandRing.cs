using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Client.Prediction;

/// <summary>The own commands of the last ticks: one for each, the first that was made for it.</summary>
internal sealed class CommandRing
{
    /// <summary>Ticks that are kept: a second at the highest rate.</summary>
    public const int Kept = 256;

    private readonly PlayerCommand[] _commands = new PlayerCommand[Kept];

    public void Put(in PlayerCommand command) => _commands[command.Tick.Value % Kept] = command;

    public bool TryGet(Tick tick, out PlayerCommand command)
    {
        command = _commands[tick.Value % Kept];
        return command.Tick == tick && tick != default;
    }

    public void Clear() => Array.Clear(_commands);
}
