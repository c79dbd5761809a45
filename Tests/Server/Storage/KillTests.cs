using System.Diagnostics;
using System.Globalization;
using Ecs.Scenes;
using Ecs.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Storage;

/// <summary>
/// A process that saves characters all the time is killed at moments drawn from a seed, again and again on one file. STORE_KILLS=50
/// asks for more of them.
/// </summary>
[Collection(SocketLane.Name)]
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Characters = 24;

    private readonly StoreFolder _folder = new();

    /// <summary>The newest version of each character that was acknowledged before any kill.</summary>
    private readonly Dictionary<string, long> _acknowledged = [];

    [Fact]
    public void A_killed_process_leaves_a_store_that_opens_and_has_every_acknowledged_save()
    {
        const int seed = 9;
        var kills = DeepRun.Or("STORE_KILLS", 4);
        var random = new Random(seed);
        long newer = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            SaveUntilKilled(random.Next(1, 1500));
            newer += CheckAll(kill);
        }

        output.WriteLine($"seed {seed}: {kills} kills, {_acknowledged.Values.Sum()} saves acknowledged, 0 lost; {newer} more were there");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Kills it within the save after so many lines.</summary>
    private void SaveUntilKilled(int lines)
    {
        // It ends by itself, whatever becomes of this test.
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            Programs.FileOf(Programs.Benchmarks), "store", "--file", _folder.Path, "--tell",
            "--characters", $"{Characters}", "--seconds", $"{Patience.Limit.TotalSeconds}",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        for (var line = 0; line < lines; line++)
            Note(child.StandardOutput.ReadLine());
        child.Kill();
        var rest = child.StandardOutput.ReadToEnd().Split('\n');

        // The last piece has no end of line: the kill may have cut it.
        foreach (var line in rest[..^1])
            Note(line);
        Assert.True(child.WaitForExit(Patience.Limit));
    }

    private void Note(string? line)
    {
        var words = line?.Split(' ') ?? [];
        Assert.True(words is ["saved", _, _], $"the child said \"{line}\"");
        var version = long.Parse(words[2], CultureInfo.InvariantCulture);
        Assert.True(version >= _acknowledged.GetValueOrDefault(words[1]), $"{words[1]} went back to {version}");
        _acknowledged[words[1]] = version;
    }

    /// <summary>Gives how many saves had been committed and not been told of yet.</summary>
    private long CheckAll(int kill)
    {
        using var store = _folder.Open();
        long newer = 0;
        for (var number = 0; number < Characters; number++)
        {
            var name = StoreScene.NameOf(number);
            var result = store.FindCharacter(name, StoreScene.Mode, out var character);
            Assert.True(result == StoreResult.Done, $"kill {kill}: {name} is {result}: {store.Fault}");
            var lost = _acknowledged.GetValueOrDefault(name) - character.Version;
            Assert.True(lost <= 0, $"kill {kill}: {lost} acknowledged saves of {name} are lost");
            Assert.Equal(StoreScene.ContentOf(name, character.Version), character.Content.ToArray());
            Assert.Equal(StoreResult.Done, store.FindAccount(name, out _));
            newer -= lost;
        }

        return newer;
    }
}
