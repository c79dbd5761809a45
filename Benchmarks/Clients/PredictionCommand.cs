using System.CommandLine;
using System.Diagnostics;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Client.Prediction;
using Ecs.Load;
using Ecs.Scenes;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Games;

namespace Ecs.Benchmarks.Clients;

/// <summary>What a frame of a full client costs that predicts itself and draws others between snapshots, and of one that does neither, 200 ms from the server.</summary>
internal static class PredictionCommand
{
    private const int TickRate = 60;
    private const int Clients = 16;
    private const int Bots = 48;
    private const int UpdatesLater = 12; // 200 ms
    private const int WarmTicks = 10 * TickRate;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / TickRate);

    public static Command Create()
    {
        var game = new Option<string>("--game") { Description = "One of ours", DefaultValueFactory = static _ => "arena" };
        var seconds = new Option<int>("--seconds") { Description = "Of the game", DefaultValueFactory = static _ => 20 };
        var json = new Option<FileInfo?>("--json") { Description = "Writes the figures there, too" };
        var games = new GameTable().AddShipped();
        game.AcceptOnlyFromAmong([.. games.Names]);
        var command = new Command("prediction", $"What a frame costs {Clients} full clients that predict and interpolate, 200 ms from their server") { game, seconds, json };
        command.SetAction(parsed =>
        {
            var (name, ticks) = (parsed.GetValue(game)!, Math.Clamp(parsed.GetValue(seconds), 1, 600) * TickRate);
            Figures.Tell(new { game = name, predicting = Measure(games, name, ticks, predicts: true), without = Measure(games, name, ticks, predicts: false) }, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static PredictionFigures Measure(GameTable games, string game, int ticks, bool predicts)
    {
        var map = BotScene.LoadMap(game);
        using var host = new LoopbackServer(
            games, new RoomOptions { Name = game, Mode = game, TickRate = TickRate, Bots = Bots, PlayerLimit = Clients + Bots }, map, new NativeOptions());
        var time = new TurnedTime();
        var clients = new List<(GameClient Client, LaterTransport Transport, PlayerScreen? Screen)>();
        for (var number = 0; number < Clients; number++)
        {
            var transport = new LaterTransport(new UdpTransport(host.Address), UpdatesLater);
            var options = new ClientOptions { Name = $"c{number}", Games = predicts ? games : null, Maps = [map], Interpolates = predicts };
            var client = new GameClient(transport, options, time) { Pilot = new BotPilot(games, (ulong)number) };
            client.Connect();
            clients.Add((client, transport, predicts ? new PlayerScreen(client) : null));
        }

        var spent = new List<double>(ticks);
        for (var tick = 0; tick < WarmTicks + ticks; tick++)
        {
            time.Advance(Step);
            host.Server.Tick.Run(Step);
            foreach (var (_, transport, _) in clients)
                transport.Collect();
            var start = Stopwatch.GetTimestamp();
            foreach (var (client, _, screen) in clients)
            {
                client.Update();
                screen?.Draw(Step);
            }

            if (tick >= WarmTicks)
                spent.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / Clients);
        }

        var figures = new PredictionFigures
        {
            Predicting = clients.Count(static one => one.Client.Prediction is { IsReady: true }),
            Right = clients.Sum(static one => one.Client.Prediction?.Hits ?? 0),
            Corrections = clients.Sum(static one => Enum.GetValues<CorrectionReason>().Sum(reason => one.Client.Prediction?.Corrections(reason) ?? 0)),
            Unexplained = clients.Sum(static one => one.Client.Prediction?.Unexplained ?? 0),
            MillisecondsPerClientAndFrame = Ticks.Milliseconds.Of(spent.ToArray()),
        };
        foreach (var (client, _, _) in clients)
            client.Dispose();
        return figures;
    }
}
