using System.CommandLine;
using System.Net;
using Ecs.Server.Base;

namespace Ecs.Load;

/// <summary>
/// What does a server cost with N real clients, and how soon do they see what they did? Starts a server as a child process,
/// or takes one that runs, and plays with UDP clients from as many processes as they need. The server's figures are its own.
/// </summary>
public static class LoadCommand
{
    /// <param name="program">The server that is started: a file, or a name beside this program.</param>
    /// <param name="anchor">
    /// For so many clients the program and first arguments of the server of the scene "anchor". Without it there is no such scene.
    /// </param>
    public static Command Create(string program = "Ecs.Server.dll", Func<int, IReadOnlyList<string>>? anchor = null)
    {
        var clients = new Option<int>("--clients") { Description = $"Real UDP clients, 1 to {LoadOptions.ClientsMax}", DefaultValueFactory = _ => 32 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds, after 4 of warm-up", DefaultValueFactory = _ => 20 };
        var address = new Option<string?>("--address") { Description = "HOST:PORT of a server that runs already; its own figures are null then" };
        var names = new Option<string>("--names")
        {
            Description = "What the clients' names begin with; two loads on one server need two",
            DefaultValueFactory = _ => "load",
        };
        var accounts = new Option<string?>("--accounts-file")
        {
            Description = "A file with a line for each client: the name of an account, a tab, and its password or a token of it (account:...). A server looks at 60 passwords "
                + "a minute of one address, and at any number of tokens",
        };
        var processes = new Option<int>("--processes")
        {
            Description = $"Processes that play the clients, 1 to {LoadOptions.ProcessesMax}; 0 for as many as clients and cores suggest",
        };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var server = new Option<string[]>("--server-option")
        {
            Description = "Handed to the server that is started, for example --server-option=--bots=16; may be repeated",
            DefaultValueFactory = _ => [],
        };
        var scene = new Option<LoadScene>("--scene")
        {
            Description = "arena: to and fro, shooting; anchor: a player per 100 square units, two bullets each, another direction every 0.5 to 1.5 s",
            Hidden = anchor is null,
        };
        var worker = new Option<string?>("--worker") { Hidden = true };
        var command = new Command("load", "Plays on a server with real UDP clients") { clients, seconds, address, names, accounts, processes, json, server, scene, worker };
        command.SetAction(parsed =>
        {
            var options = new LoadOptions
            {
                Clients = Math.Clamp(parsed.GetValue(clients), 1, LoadOptions.ClientsMax),
                WishedProcesses = Math.Clamp(parsed.GetValue(processes), 0, LoadOptions.ProcessesMax),
                Seconds = Math.Clamp(parsed.GetValue(seconds), 1, 3600),
                Names = parsed.GetValue(names) ?? "",
                AccountsFile = parsed.GetValue(accounts) ?? "",
                Scene = parsed.GetValue(scene),
                Json = parsed.GetValue(json),
                Command = WorkerProcess.ThisCommand(parsed.CommandResult.Command),
            };
            IPEndPoint? place = null;
            if (parsed.GetValue(address) is { } text && (!IPEndPoint.TryParse(text, out place) || place.Port == 0))
                return Refuse(ExitCode.BadOption, $"--address: {text} is no IP address with a port");
            if (parsed.GetValue(worker) is { } share)
                return Work(options, place, share);
            if (options.Scene == LoadScene.Anchor && anchor is null && place is null)
                return Refuse(ExitCode.BadOption, "--scene: there is no server of the scene anchor here");

            LoadTrial? trial;
            string fault;
            var code = place is not null
                ? LoadTrial.TryRun(options, place, out trial, out fault)
                : LoadTrial.TryRun(
                    options, options.Scene == LoadScene.Anchor ? anchor!(options.Clients) : [program], parsed.GetValue(server) ?? [], out trial, out fault);
            return trial is null ? Refuse(code, fault) : Report(options, trial);
        });
        return command;
    }

    /// <summary>One of the processes of a load, which another one tells what to do.</summary>
    private static int Work(LoadOptions options, IPEndPoint? place, string text)
    {
        if (place is null || !LoadShare.TryParse(text, out var share))
            return Refuse(ExitCode.BadOption, "--worker: needs FIRST/COUNT/ALL and --address");
        if (!LoadAccounts.TryRead(options, out var accounts, out var fault))
            return Refuse(ExitCode.BadOption, fault);
        using var run = new LoadRun(place, accounts, share, options.Scene);
        WorkerProcess.Serve(run);
        return ExitCode.Ok;
    }

    private static int Refuse(int code, string fault)
    {
        Console.Error.WriteLine(fault);
        return code;
    }

    private static int Report(LoadOptions options, LoadTrial trial)
    {
        Figures.Tell(trial.Played.Tell(options, trial.Server), options.Json);
        return trial.Played.Connected == options.Clients && trial.Played.Disconnects == 0 ? 0 : 1;
    }
}
