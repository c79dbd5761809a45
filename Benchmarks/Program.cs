using System.CommandLine;
using Ecs.Benchmarks;
using Ecs.Benchmarks.Load;

var root = new RootCommand("Measures Ecs. Every figure is of this machine at this moment: compare ratios within one run.")
{
    TickCommand.Create(),
    LoadCommand.Create(),
    HashCommand.Create(),
    RecordingCommand.Create(),
};
return root.Parse(args).Invoke();
