using Ecs.Scenes;
using Ecs.Server.Recording;
using Ecs.Simulation;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Recording;

/// <summary>A match of bots, recorded into a file of its own that goes with it.</summary>
internal sealed class RecordedMatch : IDisposable
{
    private RecordedMatch(string path) => File = path;

    public string File { get; }

    public List<ulong> Hashes { get; } = [];

    public static RecordedMatch Of(int players, int ticks, bool detail = false, ulong seed = 1, ITickObserver? meddler = null)
    {
        using var scene = new ArenaScene(players, seed: seed);
        return Of(scene, ticks, detail, meddler);
    }

    /// <summary>Whatever a scene plays, from its first tick.</summary>
    public static RecordedMatch Of(BotScene scene, int ticks, bool detail = false, ITickObserver? meddler = null, int hash = GameWorld.HashFunction)
    {
        var match = new RecordedMatch(Path.Combine(Path.GetTempPath(), $"ecs-test-{Guid.NewGuid():N}.rec"));
        var header = RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail) with { Hash = hash };
        using var writer = new RecordingWriter(System.IO.File.Create(match.File), header, scene.Tick);
        if (meddler is not null)
        {
            var tracer = scene.Tick.Observer;
            scene.Tick.Observer = tracer is null ? meddler : new Both(meddler, tracer);
        }

        for (var i = 0; i < ticks; i++)
        {
            scene.Step();
            writer.Add(scene.LastInput, scene.Tick.World);
            writer.WaitForDisk();
            match.Hashes.Add(scene.Tick.World.ComputeHash());
        }

        Assert.Equal("", writer.Fault);
        return match;
    }

    /// <param name="game">The rules, for a game that is in no table; null for those of the table.</param>
    public RecordingReader Open(GameEntry? game = null)
    {
        Assert.True(RecordingReader.TryOpen(File, game is null ? TestGames.Shipped : TestGames.Only(game), out var reader, out var fault), fault);
        return reader!;
    }

    public void Dispose() => System.IO.File.Delete(File);

    private sealed class Both(ITickObserver first, ITickObserver second) : ITickObserver
    {
        public void StageBegins(TickStage stage, GameWorld world)
        {
            first.StageBegins(stage, world);
            second.StageBegins(stage, world);
        }

        public void StageEnds(TickStage stage, GameWorld world)
        {
            first.StageEnds(stage, world);
            second.StageEnds(stage, world);
        }
    }
}
