using Ecs.Client.Inputs;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Testing;

/// <summary>Goes to and fro all the time, so that there is something to tell with every snapshot.</summary>
internal sealed class SpinPilot : IPilot
{
    public PlayerIntent Decide(IPlayerView client, Tick tick) => new((tick.Value & 1) == 0 ? sbyte.MaxValue : (sbyte)-sbyte.MaxValue, 0, default, Buttons.None);
}
