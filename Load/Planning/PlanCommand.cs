using System.CommandLine;
using Ecs.Server.Base;

namespace Ecs.Load.Planning;

/// <summary>
/// How many players does this machine hold? Predicts it from a few small loads, then plays with as many and around it, and says both.
/// </summary>
public static class PlanCommand
{
    /// <param name="anchor">For so many clients the program and first arguments of the server of the scene "field".</param>
    public static Command Create(Func<int, IReadOnlyList<string>> anchor)
    {
        PlanScene[] scenes =
        [
            new("arena", static _ => ["Ecs.Server.dll"], LoadScene.Arena),
            new("survival", static _ => ["Ecs.Server.dll", "--mode", "survival"], LoadScene.Arena),
            new("field", anchor, LoadScene.Anchor),
        ];
        var scene = new Option<string>("--scene") { Description = "What is played", DefaultValueFactory = static _ => "arena" };
        scene.AcceptOnlyFromAmong([.. scenes.Select(static scene => scene.Name)]);
        var budget = new Option<double>("--tick-budget-ms")
        {
            Description = "What a tick may take at most, of which 80 % are used; a shorter one shows what ends a room first when it has time to spare",
            DefaultValueFactory = static _ => 1000.0 / 60,
        };
        var most = new Option<int>("--max-clients") { Description = $"1 to {LoadOptions.ClientsMax}", DefaultValueFactory = static _ => LoadOptions.ClientsMax };
        var seconds = new Option<int>("--seconds") { Description = "Measured of each number of clients", DefaultValueFactory = static _ => 7 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds before them, in which the runtime compiles what is used", DefaultValueFactory = static _ => 6 };
        var minutes = new Option<double>("--minutes") { Description = "Of all of it, at most", DefaultValueFactory = static _ => 5 };
        var processes = new Option<int>("--processes") { Description = $"Processes that play the clients, 1 to {LoadOptions.ProcessesMax}; 0 for as many as clients and cores suggest" };
        var server = new Option<string[]>("--server-option") { Description = "Handed to the servers that are started; may be repeated", DefaultValueFactory = static _ => [] };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("plan", "Says how many players this machine holds, and checks it") { scene, budget, most, seconds, warmUp, minutes, processes, server, json };
        command.SetAction(parsed =>
        {
            var options = new PlanOptions
            {
                Scene = scenes.Single(one => one.Name == parsed.GetValue(scene)),
                TickBudgetMs = parsed.GetValue(budget),
                MaxClients = parsed.GetValue(most),
                Seconds = parsed.GetValue(seconds),
                WarmUpSeconds = parsed.GetValue(warmUp),
                Limit = TimeSpan.FromMinutes(Math.Clamp(parsed.GetValue(minutes), 0, 60)),
                Processes = Math.Clamp(parsed.GetValue(processes), 0, LoadOptions.ProcessesMax),
                Worker = WorkerProcess.ThisProgram("load"),
                ServerOptions = parsed.GetValue(server) ?? [],
                Json = parsed.GetValue(json),
            };
            if (FaultOf(options) is { Length: > 0 } fault)
            {
                Console.Error.WriteLine($"plan: {fault}");
                return ExitCode.BadOption;
            }

            return new PlanRun(options).Run();
        });
        return command;
    }

    private static string FaultOf(PlanOptions options) =>
        options.TickBudgetMs is not (>= 0.1 and <= 60_000) ? "--tick-budget-ms is 0.1 to 60000"
        : options.MaxClients is < 1 or > LoadOptions.ClientsMax ? $"--max-clients is 1 to {LoadOptions.ClientsMax}"
        : options.Seconds is < 1 or > 60 || options.WarmUpSeconds is < 0 or > 60 ? "--seconds is 1 to 60, and --warm-up 0 to 60"
        : "";
}
