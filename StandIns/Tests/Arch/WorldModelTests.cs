using System.Globalization;
using Xunit.Sdk;

namespace Ecs.StandIns.Tests.Arch;

/// <summary>
/// Random operations on a world and on a model of it. Handles, values, counts, query order and refusals must agree.
/// The environment variable ARCH_SEEDS sets how many seeds are run.
/// </summary>
public sealed class WorldModelTests
{
    private const int Operations = 100_000;
    private const int SeedsByDefault = 3;

    public static TheoryData<int> Seeds()
    {
        var asked = Environment.GetEnvironmentVariable("ARCH_SEEDS");
        var count = asked is null ? SeedsByDefault : int.Parse(asked, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(1, count)];
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void World_agrees_with_its_model_after_every_operation(int seed)
    {
        using var run = new WorldModelRun(seed);
        for (var operation = 0; operation < Operations; operation++)
        {
            try
            {
                run.Step(operation);
            }
            catch (Exception e)
            {
                throw new XunitException($"seed {seed}, operation {operation}: {e.Message}", e);
            }
        }

        run.CompareAll();
    }
}
