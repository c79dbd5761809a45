using System.Security.Cryptography;
using Ecs.Protocol;
using Ecs.Server.Pacing;
using Ecs.Server.Rooms;
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
