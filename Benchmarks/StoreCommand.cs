using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Ecs.Load;
using Ecs.Scenes;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Benchmarks;

/// <summary>
/// How often can all characters of a server be saved, each acknowledged after its commit, and what does a log-in cost? With
/// <c>--tell</c> every acknowledged version is a line at once: whoever kills this process knows what must still be there.
/// </summary>
internal static class StoreCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo?>("--file") { Description = "The store's file, which stays; without it one that goes" };
        var characters = new Option<int>("--characters") { Description = "Characters that are saved all the time", DefaultValueFactory = _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "How long", DefaultValueFactory = _ => 10 };
        var tell = new Option<bool>("--tell") { Description = "Print each acknowledged save" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("store", "Saves characters as fast as they are acknowledged") { file, characters, seconds, tell, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)?.FullName ?? Path.Combine(Directory.CreateTempSubdirectory("ecs-store-").FullName, "ecs.db");
            var run = new StoreRun(path, parsed.GetValue(characters), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(tell));
            var figures = run.Run();
            if (parsed.GetValue(file) is null)
                Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
            Figures.Tell(figures, parsed.GetValue(json));
        });
        return command;
    }

    private sealed class StoreRun(string path, int count, TimeSpan length, bool tell)
    {
        private readonly List<double> _latencies = [];

        public object Run()
        {
            using var metrics = new ServerMetrics();
            var code = StoreFile.TryOpen(path, out var store, out var fault);
            if (code != ExitCode.Ok)
                throw new InvalidOperationException(fault);

            // A password is hashed in full once, to be timed; thousands of them would be all that this measures.
            var hashing = TimeHash();
            var options = new AccountOptions
            {
                HashRounds = 1,
                CreationsPerMinute = int.MaxValue,
                RequestLimit = count,
                RequestsPerAddress = count,
            };
            var accounts = new AccountService(store!, options, TimeProvider.System, metrics, NullLogger.Instance);
            var characters = Enter(accounts.OpenClient());
            var saves = metrics.Store.Saves;
            var started = Stopwatch.GetTimestamp();
            Save(characters);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            saves = metrics.Store.Saves - saves;
            accounts.Dispose();
            return new
            {
                characters = count,
                seconds,
                savesPerSecond = saves / seconds,
                acknowledgedAfterMs = Spread.Of([.. _latencies]),
                passwordHashMs = hashing,
                cores = Environment.ProcessorCount,
            };
        }

        private OnlineCharacter[] Enter(AccountClient client)
        {
            for (var number = 0; number < count; number++)
            {
                var name = StoreScene.NameOf(number);
                client.TryCreate(number, IPAddress.Loopback, name, StoreScene.Password, StoreScene.Mode, StoreScene.ContentOf(name, 1));
            }

            var characters = new OnlineCharacter[count];
            for (var entered = 0; entered < count; Thread.Yield())
            {
                while (client.TryTake(out var answer))
                {
                    var number = (int)answer.Owner;
                    if (answer.Outcome == AccountOutcome.NameTaken)
                    {
                        client.TryLogIn(number, IPAddress.Loopback, StoreScene.NameOf(number), StoreScene.Password, StoreScene.Mode);
                        continue;
                    }

                    characters[number] = answer.Character ?? throw new InvalidOperationException($"player {number}: {answer.Outcome}");
                    entered++;
                }
            }

            return characters;
        }

        /// <summary>Each character is handed in again as soon as its last save is acknowledged.</summary>
        private void Save(OnlineCharacter[] characters)
        {
            var content = new byte[CharacterRecord.ContentLimit];
            var handedIn = new long[count];
            var started = Stopwatch.GetTimestamp();
            for (; Stopwatch.GetElapsedTime(started) < length; Thread.Sleep(0))
            {
                for (var number = 0; number < count; number++)
                {
                    var character = characters[number];
                    if (!character.IsSaved)
                        continue;
                    if (handedIn[number] != 0)
                        _latencies.Add(Stopwatch.GetElapsedTime(handedIn[number]).TotalMilliseconds);
                    if (tell)
                        Console.Out.Write($"saved {character.Name} {character.SavedVersion}\n");
                    StoreScene.Fill(character.Name, character.Version + 1, content);
                    handedIn[number] = Stopwatch.GetTimestamp();
                    character.Save(content);
                }
            }
        }

        private static double TimeHash()
        {
            var started = Stopwatch.GetTimestamp();
            PasswordHash.Create(StoreScene.Password, new AccountOptions().HashRounds);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }
}
