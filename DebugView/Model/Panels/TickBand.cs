using Ecs.DebugView.Frames;
using Ecs.Server;
using Ecs.Simulation.Worlds;

namespace Ecs.DebugView.Model.Panels;

/// <summary>A share of a tick's time, as the graph stacks them.</summary>
public readonly record struct TickBand(string Name, bool IsSystem, int First, int Last)
{
    /// <summary>The world's systems in their order, then what the server does around them.</summary>
    public static IReadOnlyList<TickBand> All { get; } =
    [
        System("commands", TickStage.Commands),
        System("direct", TickStage.Direct),
        System("movement", TickStage.Movement),
        System("weapons", TickStage.Weapons),
        System("bullets", TickStage.Bullets),
        System("collision", TickStage.Collision),
        System("damage", TickStage.Damage),
        System("judge", TickStage.Judge),
        System("play back", TickStage.PlayBack),
        Server("doors in", ServerStage.Receive, ServerStage.Offer),
        Server("bots, inputs", ServerStage.TakeCommands, ServerStage.TakeCommands),
        Server("record", ServerStage.Record, ServerStage.Record),
        Server("doors out", ServerStage.Tell, ServerStage.Flush),
        Server("this view", ServerStage.Observe, ServerStage.Observe),
    ];

    /// <summary>Whether the figures know this band.</summary>
    public bool IsKnown(in FrameFigures figures) => figures.Has(IsSystem ? FrameParts.Systems : FrameParts.Stages);

    public int Nanoseconds(in FrameFigures figures)
    {
        var sum = 0;
        for (var index = First; index <= Last; index++)
            sum += IsSystem ? figures.Systems[index] : figures.Stages[index];
        return sum;
    }

    private static TickBand System(string name, TickStage stage) => new(name, true, (int)stage, (int)stage);

    private static TickBand Server(string name, ServerStage first, ServerStage last) => new(name, false, (int)first, (int)last);
}
