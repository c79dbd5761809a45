using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Faults;

/// <summary>The commands that a client has made, by tick. After a jump of its clock it may make one for the same tick again.</summary>
internal sealed class MadeCommands
{
    private const int Kept = 2048;

    private readonly List<PlayerCommand>[] _byTick = new List<PlayerCommand>[Kept];

    public void Add(in PlayerCommand command)
    {
        var made = _byTick[command.Tick.Value % Kept] ??= [];
        if (made.Count > 0 && made[0].Tick != command.Tick)
            made.Clear();

        if (!made.Contains(command))
            made.Add(command);
    }

    public bool Contains(in PlayerCommand command) => _byTick[command.Tick.Value % Kept]?.Contains(command) == true;
}
