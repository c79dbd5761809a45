using System.CommandLine;
using Ecs.Benchmarks;
using Ecs.Benchmarks.Doors;
using Ecs.Benchmarks.Micro;
using Ecs.Benchmarks.Ticks;
using Ecs.Benchmarks.WebSockets;
using Ecs.Benchmarks.Window;
using Ecs.Load;
using StandardStreams = Ecs.Server.Console.StandardStreams;

StandardStreams.Open();
Ecs.Server.Base.OneCulture.Use();
var root = new RootCommand("Measures Ecs. Every figure is of this machine at this moment: compare ratios within one run.")
{
    TickCommand.Create(),
    LoadCommand.Create(),
    HashCommand.Create(),
    RecordingCommand.Create(),
    ReplayCommand.Create(),
    StoreCommand.Create(),
    WebSocketCommand.Create(),
    DoorsCommand.Create(),
    WindowCommand.Create(),
    ViewCommand.Create(),
    HistoryCommand.Create(),
    new Command("micro", "Small questions through BenchmarkDotNet; takes its arguments, and --json FILE"),
};
// The micro benchmarks hand their arguments on to BenchmarkDotNet.
return StandardStreams.CodeOf(args is ["micro", ..] ? MicroBenchmarks.Run(args[1..]) : root.Parse(args).Invoke());
