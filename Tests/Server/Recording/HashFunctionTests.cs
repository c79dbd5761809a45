using System.Text.Json.Nodes;
using Ecs.Scenes;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Recording;

/// <summary>Recordings whose hashes are of the first function stay what they are; the header says which function it is.</summary>
public sealed class HashFunctionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-hash-").FullName;

    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_recording_of_the_first_function_is_verified_sought_flipped_and_trimmed_by_it(string mode)
    {
        using var reader = Open(Data($"format3-{mode}.rec"));
        Assert.Equal(WorldHash.First, reader.Header.Hash);
        Assert.InRange(reader.TickCount, 150, 400);
        var report = new ReplayVerifier(reader).Run();
        Assert.True(report.Ok, report.First?.ToText() ?? report.Fault);
        Assert.Equal(reader.TickCount, report.Ticks);

        using var cursor = new ReplayCursor(reader);
        Assert.True(cursor.TryGoTo(100, out var fault) && cursor.IsAsRecorded, fault);

        Assert.True(PlannedFlip.TryDraw(reader, 1, out var plan, out fault), fault);
        var planted = new ReplayVerifier(reader) { Flip = plan }.Run();
        Assert.Equal((plan!.Tick, "a clean run of this build"), (planted.First!.Tick, planted.First.Reference));

        var piece = Path.Combine(_folder, "piece.rec");
        Assert.True(ReplayTrimmer.TryTrim(reader, 20, 140, piece, detail: true, out var mismatches, out fault), fault);
        using var trimmed = Open(piece);
        Assert.Equal((0L, WorldHash.First), (mismatches, trimmed.Header.Hash));
        Assert.True(new ReplayVerifier(trimmed).Run().Ok);
        Assert.True(new ReplayDiff(reader, reader).Run().Same);
    }

    [Fact]
    public void The_detail_of_a_recording_of_the_first_function_names_a_flip()
    {
        using var reader = Open(Data("format3-arena-detail.rec"));
        Assert.Equal((WorldHash.First, ""), (reader.Header.Hash, reader.DetailFault));
        Assert.True(new ReplayVerifier(reader).Run().Ok);
        for (var seed = 1UL; seed <= 5; seed++)
        {
            Assert.True(PlannedFlip.TryDraw(reader, seed, out var plan, out var fault), fault);
            var planted = new ReplayVerifier(reader) { Flip = plan }.Run();
            Assert.Equal("the recording's detail", planted.First!.Reference);
            Assert.Equal((plan!.Tick, plan.Stage.ToString()), (planted.First.Tick, planted.First.First!.System));
        }
    }

    [Fact]
    public void Two_recordings_with_hashes_of_different_functions_are_the_same_when_a_run_has_both()
    {
        using var first = Record(WorldHash.First);
        using var latest = Record(WorldHash.Latest);
        using var a = first.Open();
        using var b = latest.Open();
        Assert.Equal((WorldHash.First, WorldHash.Latest), (a.Header.Hash, b.Header.Hash));
        Assert.True(new ReplayVerifier(b).Run().Ok);

        var report = new ReplayDiff(a, b).Run();

        Assert.True(report.Same, report.Difference + report.Fault);
        Assert.Equal(150, report.EqualTicks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_two_recordings_with_hashes_of_different_functions_part_is_named(bool isFirstWrong)
    {
        var functions = isFirstWrong ? (WorldHash.First, WorldHash.Latest) : (WorldHash.Latest, WorldHash.First);
        using var wrong = Record(functions.Item1, wrongFrom: 80);
        using var right = Record(functions.Item2);
        using var a = (isFirstWrong ? wrong : right).Open();
        using var b = (isFirstWrong ? right : wrong).Open();

        var report = new ReplayDiff(a, b).Run();

        Assert.False(report.Same);
        Assert.Equal((79L, 80U), (report.EqualTicks, report.First!.Tick));
        Assert.Equal(("Weapons", "Weapon"), (report.First.First!.System, report.First.First.Component));
    }

    [Fact]
    public void Where_both_are_wrong_by_functions_of_their_own_nobody_can_tell()
    {
        using var first = Record(WorldHash.First, wrongFrom: 80);
        using var latest = Record(WorldHash.Latest, wrongFrom: 80);
        using var a = first.Open();
        using var b = latest.Open();

        var report = new ReplayDiff(a, b).Run();

        Assert.False(report.Same);
        Assert.Equal(79, report.EqualTicks);
        Assert.Equal("the hashes are of different functions (1 and 2), and a run of this build has neither's in tick 80", report.Fault);
    }

    [Fact]
    public void Headers_say_function_and_limit_and_those_that_do_not_mean_the_first_and_65_536()
    {
        using var scene = new BotScene(new WorldOptions { Mode = "plaza", MaxPlayers = 2, EntityLimit = 100_000 }, players: 2);
        var header = RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: false);
        Assert.True(Read(header, change: null, out var read, out var fault), fault);
        Assert.Equal((GameWorld.HashFunction, 100_000), (read!.Hash, read.Options.EntityLimit));

        Assert.True(Read(header, static json => Assert.True(json.Remove("hash") && json.Remove("entityLimit")), out read, out fault), fault);
        Assert.Equal((WorldHash.First, 65_536), (read!.Hash, read.Options.EntityLimit));
    }

    [Theory]
    [InlineData("hash", 0, "its hashes are of function 0, which is not one of 1 to 2")]
    [InlineData("hash", 3, "its hashes are of function 3, which is not one of 1 to 2")]
    [InlineData("entityLimit", 0, "the header's mode, tick rate, number of seats, speed of wishes or limit of entities is not one of this program")]
    [InlineData("entityLimit", 4_194_305, "the header's mode, tick rate, number of seats, speed of wishes or limit of entities is not one of this program")]
    public void What_no_program_writes_is_refused_by_name(string name, int value, string told)
    {
        using var scene = AnyGame.Open("plaza", players: 2);
        var header = RecordingHeader.Of("test", scene.Game, scene.Tick.World, detail: false);

        Assert.False(Read(header, json => json[name] = value, out _, out var fault));
        Assert.Equal(told, fault);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool Read(RecordingHeader header, Action<JsonObject>? change, out RecordingHeader? read, out string fault)
    {
        var json = JsonNode.Parse(header.ToBytes())!.AsObject();
        change?.Invoke(json);
        return RecordingHeader.TryRead(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), TestGames.Shipped, out read, out _, out fault);
    }

    private static RecordedMatch Record(int function, uint wrongFrom = 0)
    {
        using var scene = new ArenaScene(4);
        return RecordedMatch.Of(scene, ticks: 150, detail: true, wrongFrom == 0 ? null : new WrongWeapon(wrongFrom), function);
    }

    private static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "Recordings", name);

    private static RecordingReader Open(string file)
    {
        Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
        return reader!;
    }

    /// <summary>Makes the first player's shots stronger at the end of one tick's weapons.</summary>
    private sealed class WrongWeapon(uint tick) : ITickObserver
    {
        public void StageBegins(TickStage stage, GameWorld world)
        {
            // Only the end of a stage is of interest.
        }

        public void StageEnds(TickStage stage, GameWorld world)
        {
            if (stage != TickStage.Weapons || world.Tick.Value != tick)
                return;

            foreach (var avatar in world.Seats)
            {
                world.Store.Get<Ecs.Simulation.Components.Weapon>(avatar).Damage += 1;
                return;
            }
        }
    }
}
