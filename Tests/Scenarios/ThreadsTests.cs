using System.Security.Cryptography;
using Ecs.Protocol;
using Ecs.Scenes;
using Ecs.Scenes.Field;
using Ecs.Server;
using Ecs.Server.Metrics;
using Ecs.Server.Pacing;
using Ecs.Server.Rooms;
using Ecs.Simulation;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>Rooms that step side by side: nobody can tell by how many threads.</summary>
public sealed class ThreadsTests
{
    private static readonly Lazy<List<string>> One = new(static () => Play(1));
    private static readonly string[] Modes = ["arena", "plaza", "waves", "survival", "argentum"];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Worlds_recordings_and_bytes_to_clients_are_those_of_one_thread(int threads)
    {
        Assert.Equal(Modes.Length * 2 * 3, One.Value.Count);
        Assert.Equal(One.Value, Play(threads));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_large_world_is_the_same_when_threads_share_it(int threads)
    {
        var alone = PlayField(null);
        Assert.InRange(alone.Count, 200, int.MaxValue);

        using var runner = new Lender(threads);
        Assert.Equal(alone, PlayField(runner));
        Assert.InRange(runner.MostPieces, threads, int.MaxValue);
    }

    /// <summary>Far more pieces than things, too.</summary>
    [Theory]
    [InlineData("arena")]
    [InlineData("plaza")]
    [InlineData("waves")]
    [InlineData("survival")]
    [InlineData("argentum")]
    public void A_small_world_of_any_game_is_the_same_when_threads_share_it(string mode)
    {
        using var runner = new Lender(3);
        using var alone = new BotScene(mode, mode == "waves" ? 3 : 24, seed: 7);
        using var shared = new BotScene(mode, mode == "waves" ? 3 : 24, seed: 7);
        (shared.Tick.World.Threads, shared.Tick.World.SharedFrom) = (runner, 1);
        for (var tick = 0; tick < 600; tick++)
        {
            alone.Step();
            shared.Step();
            Assert.Equal(alone.Tick.World.ComputeHash(), shared.Tick.World.ComputeHash());
            Assert.Equal(alone.Tick.Hits, shared.Tick.Hits);
        }

        Assert.InRange(runner.MostPieces, 3, int.MaxValue);
    }

    [Fact]
    public void What_threads_find_together_is_what_all_pairs_say()
    {
        using var runner = new Lender(3);
        using var scene = new FieldScene(players: 40, bullets: 700, creatures: 10, seed: 3);
        (scene.Tick.World.Threads, scene.Tick.World.SharedFrom) = (runner, 1);
        var check = new HitCheck(scene.Tick);
        for (var tick = 0; tick < 150; tick++)
            scene.Step();

        Assert.True(check.Differences == 0, check.First);
        Assert.InRange(check.Hits, 200, long.MaxValue);
    }

    [Fact]
    public void A_world_below_the_size_at_which_cutting_pays_stays_with_its_own_thread()
    {
        using var runner = new Lender(2);
        using var scene = new FieldScene(players: 40, bullets: 700);
        scene.Tick.World.Threads = runner;
        for (var tick = 0; tick < 20; tick++)
            scene.Step();

        Assert.Equal(0, runner.MostPieces);
    }

    /// <summary>One large room of three: it has all threads, and the small ones go side by side; with one thread, or two large ones on two, nobody is cut.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void A_servers_threads_go_to_its_large_rooms_when_the_rooms_do_not_keep_them_busy(int threads, int large)
    {
        Assert.Equal(PlayRooms(1, large).Hashes, PlayRooms(threads, large).Hashes);
        Assert.Equal(threads > large, PlayRooms(threads, large).WereLent);
    }

    [Fact]
    public void A_failure_of_a_helper_is_one_of_the_tick_and_the_next_work_is_done()
    {
        using var threads = new TickThreads(3);
        for (var round = 0; round < 50; round++)
        {
            var work = new Tally(64) { FailsAt = round % 64 };
            Assert.Equal($"piece {round % 64}", Assert.Throws<InvalidOperationException>(() => threads.Run(work, 64)).Message);
            var sound = new Tally(64);
            threads.Run(sound, 64);
            Assert.All(sound.Done, static times => Assert.Equal(1, times));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 5)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(4, 1000)]
    public void Every_piece_is_done_once(int threads, int pieces)
    {
        using var runner = new TickThreads(threads);
        for (var round = 0; round < 100; round++)
        {
            var work = new Tally(pieces);
            runner.Run(work, pieces);
            Assert.All(work.Done, static times => Assert.Equal(1, times));
        }
    }

    /// <summary>Two rooms of each mode with bots, an observer in each; what every world, recording and observer came to.</summary>
    private static List<string> Play(int threads)
    {
        var rooms = Modes.SelectMany(static mode => new[] { 1, 2 }.Select(number => new RoomOptions
        {
            Name = $"{mode}{number}",
            Mode = mode,
            Bots = mode == "waves" ? 3 : 12,
            Seed = (ulong)number,
        })).ToArray();
        using var rig = new ServerRig(threads, seed: 1, sessions: null, rooms);
        var files = rooms.Select(static _ => new MemoryStream()).ToArray();
        var heard = rooms.Select(static _ => IncrementalHash.CreateHash(HashAlgorithmName.SHA256)).ToArray();
        var worlds = rooms.Select(static _ => IncrementalHash.CreateHash(HashAlgorithmName.SHA256)).ToArray();
        for (var index = 0; index < rooms.Length; index++)
        {
            rig.Server.Rooms.All[index].BeginRecording(files[index], detail: index % 2 == 1);
            var hash = heard[index];
            var client = rig.Dial();
            client.Hearing = (id, bytes) =>
            {
                // The token that gives a session back is drawn anew in every run.
                if (id != MessageId.AuthSuccess)
                    hash.AppendData(bytes.Span);
            };
            client.Authenticate($"ana{index}");
            client.RequestEnter(rooms[index].Name);
        }

        for (var tick = 0; tick < 240; tick++)
        {
            rig.Run(1);
            for (var index = 0; index < rooms.Length; index++)
                worlds[index].AppendData(BitConverter.GetBytes(rig.Server.Rooms.All[index].World.ComputeHash()));
        }

        foreach (var room in rig.Server.Rooms.All)
            room.Recording!.Close(Patience.Limit);
        return
        [
            .. worlds.Select(static hash => Convert.ToHexString(hash.GetHashAndReset())),
            .. heard.Select(static hash => Convert.ToHexString(hash.GetHashAndReset())),
            .. files.Select(static file => Convert.ToHexString(SHA256.HashData(file.ToArray()))),
        ];
    }

    /// <summary>Hash and hits of every tick of a field that is large enough to be shared.</summary>
    private static List<string> PlayField(IParallelRunner? threads)
    {
        using var scene = new FieldScene(players: 60, bullets: 40_000, creatures: 20);
        scene.Tick.World.Threads = threads;
        var told = new List<string>();
        for (var tick = 0; tick < 40; tick++)
        {
            scene.Step();
            told.Add($"{scene.Tick.World.ComputeHash():x16}");
            foreach (ref readonly var hit in scene.Tick.Hits)
                told.Add($"{hit}");
        }

        return told;
    }

    /// <summary>Rooms of which the first are large: what their worlds come to, and whether a world was lent threads, which only large ones may be.</summary>
    private static (List<ulong> Hashes, bool WereLent) PlayRooms(int threads, int large)
    {
        using var metrics = new ServerMetrics();
        using var server = new GameServer(metrics, new GameTable().Add<FieldMode>("field"), threads: threads);
        var watches = new List<LendingWatch>();
        for (var index = 0; index < 3; index++)
        {
            var room = server.OpenRoom(
                new RoomOptions { Name = $"field{index}", Mode = "field", Bots = 20, PlayerLimit = 20, Seed = (ulong)index + 1 },
                FieldMap.Of(20, index < large ? 33_000 : 300));
            watches.Add(new LendingWatch());
            room.Observe(watches[^1]);
            room.BeginRecording(new MemoryStream(), detail: false);
        }

        var hashes = new List<ulong>();
        for (var tick = 0; tick < 20; tick++)
        {
            server.Tick.Run(TimeSpan.FromSeconds(1 / 60.0));
            hashes.AddRange(server.Rooms.All.Select(static room => room.World.ComputeHash()));
        }

        Assert.All(server.Rooms.All, static room => Assert.Null(room.World.Threads));
        Assert.All(watches.Skip(large), static watch => Assert.False(watch.WasLent));
        return (hashes, watches.Take(large).Any(static watch => watch.WasLent));
    }

    /// <summary>Threads that say into how many pieces they were asked to cut.</summary>
    private sealed class Lender(int threads) : IParallelRunner, IDisposable
    {
        private readonly TickThreads _threads = new(threads);

        public int MostPieces { get; private set; }

        public int Threads => _threads.Threads;

        public void Run(IParallelWork work, int pieces)
        {
            MostPieces = Math.Max(MostPieces, pieces);
            _threads.Run(work, pieces);
        }

        public void Dispose() => _threads.Dispose();
    }

    private sealed class LendingWatch : ITickObserver
    {
        public bool WasLent { get; private set; }

        public void StageBegins(TickStage stage, GameWorld world) => WasLent |= world.Threads is not null;

        public void StageEnds(TickStage stage, GameWorld world)
        {
        }
    }

    private sealed class Tally(int pieces) : IParallelWork
    {
        public int[] Done { get; } = new int[pieces];

        public int FailsAt { get; init; } = -1;

        public void Do(int piece)
        {
            Interlocked.Increment(ref Done[piece]);
            if (piece == FailsAt)
                throw new InvalidOperationException($"piece {piece}");
        }
    }
}
