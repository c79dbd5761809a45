using System.Diagnostics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>The same games in other processes: other code generation, other culture, other time zone.</summary>
public sealed class ProcessTests
{
    private static readonly string[][] Settings =
    [
        ["DOTNET_TieredCompilation", "0"],
        ["DOTNET_EnableAVX", "0"],
        ["DOTNET_EnableHWIntrinsic", "0"],
        ["LC_ALL", "sv_SE.UTF-8", "TZ", "Asia/Kathmandu"],
        ["LC_ALL", "ar_EG.UTF-8", "TZ", "America/St_Johns", "DOTNET_TieredPGO", "0"],
    ];

    public static TheoryData<string, string[]> Runs
    {
        get
        {
            var runs = new TheoryData<string, string[]>();
            foreach (var mode in HashedGame.Modes)
            {
                foreach (var settings in Settings)
                    runs.Add(mode, settings);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Another_process_gives_the_hash_that_stands_in_the_tests(string mode, string[] settings)
    {
        var game = HashedGame.Of(mode);
        var start = new ProcessStartInfo(DotnetHost());
        start.ArgumentList.Add(Programs.FileOf(Programs.Benchmarks));
        foreach (var argument in $"hash --mode {mode} --players {game.Players} --ticks {game.Ticks} --seed 1".Split(' '))
            start.ArgumentList.Add(argument);

        for (var i = 0; i < settings.Length; i += 2)
            start.Environment[settings[i]] = settings[i + 1];

        var (code, answer, errors) = OtherProgram.Run(start);

        Assert.True(code == 0, errors);
        Assert.StartsWith($"hash={game.Expected:x16} ", answer, StringComparison.Ordinal);
    }

    private static string DotnetHost() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
