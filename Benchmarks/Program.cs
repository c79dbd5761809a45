using System.CommandLine;
using Ecs.Benchmarks;
using Ecs.Benchmarks.Clients;
using Ecs.Benchmarks.Doors;
using Ecs.Benchmarks.Micro;
using Ecs.Benchmarks.Redis;
using Ecs.Benchmarks.Snapshots;
using Ecs.Benchmarks.Ticks;
using Ecs.Benchmarks.WebSockets;
using Ecs.Benchmarks.Window;
using Ecs.Load;
using Ecs.Load.Planning;
using StandardStreams = Ecs.Server.Console.StandardStreams;

StandardStreams.Open();
Ecs.Server.Base.OneCulture.Use();
var root = new RootCommand("Measures Ecs. Every figure is of this machine at this moment: compare ratios within one run.")
{
    TickCommand.Create(),
    VectorsCommand.Create(),
    ScalingCommand.Create(),
    RoomsCommand.Create(),
    GateCommand.Create(),
    CompareCommand.Create(),
    LoadCommand.Create(anchor: FieldServer.CommandLine),
    PlanCommand.Create(anchor: FieldServer.CommandLine),
    SnapshotsCommand.Create(),
    JoinsCommand.Create(),
    PredictionCommand.Create(),
    StartCommand.Create(),
    HashCommand.Create(),
    RecordingCommand.Create(),
    AttributionCommand.Create(),
    ReplayCommand.Create(),
    StoreCommand.Create(),
    WebSocketCommand.Create(),
    PageCommand.Create(),
    RedisCommand.Create(),
    DoorsCommand.Create(),
    WindowCommand.Create(),
    ViewCommand.Create(),
    HistoryCommand.Create(),
    new Command(FieldServer.Name, "PLAYERS BULLETS [OPTIONS]: a server with the scene field, and the options of any server"),
    new Command("micro", "Small questions through BenchmarkDotNet; takes its arguments, and --json FILE"),
};

// These two hand their arguments on: to BenchmarkDotNet, and to the server.
return StandardStreams.CodeOf(
    args is ["micro", ..] ? MicroBenchmarks.Run(args[1..])
    : args is [FieldServer.Name, ..] ? FieldServer.Run(args[1..])
    : root.Parse(args).Invoke());
