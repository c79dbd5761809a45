using System.Text.Json;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Load.Planning;

/// <summary>The benchmarks' program plans, small: what holds depends on the machine, what is told does not.</summary>
[Collection(ProcessLane.Name)]
public sealed class PlanProgramTests
{
    private static readonly string[] Promised =
    [
        "scene", "tickBudgetMs", "tickLimitMs", "predicted", "measured", "predictedOverMeasured", "within15Percent", "playersPerCore", "maxClients",
        "othersTookAtMostCpuMsPerSecond", "secondsTaken", "runtime", "cores",
    ];

    [Theory]
    [InlineData("arena")]
    [InlineData("field")]
    public void A_plan_predicts_tries_what_it_predicted_and_says_what_ran_out(string scene)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var plan = ServerChild.StartByShell(
                "exec \"$@\"", Programs.Benchmarks, "plan", "--scene", scene, "--max-clients", "6", "--tick-budget-ms", "60000", "--seconds", "2",
                "--warm-up", "0", "--minutes", "0.5", "--json", file);
            var code = plan.WaitForExit();

            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var told = json.RootElement;
            Assert.All(Promised, name => Assert.True(told.TryGetProperty(name, out _), name));
            var (predicted, measured) = (told.GetProperty("predicted"), told.GetProperty("measured"));
            var (expected, held) = (predicted.GetProperty("clients").GetInt32(), measured.GetProperty("clients").GetInt32());
            Assert.Equal(scene, told.GetProperty("scene").GetString());
            Assert.Equal(6, predicted.GetProperty("probes")[0].GetProperty("clients").GetInt32());
            Assert.InRange(held, 0, 6);

            // Where the machine is busy a few do not hold, or there is no time to try them: then it says what ended it, or that it has not finished.
            Assert.All(measured.GetProperty("tried").EnumerateArray().Take(1), tried => Assert.Equal(expected, tried.GetProperty("clients").GetInt32()));
            var (failed, end) = (measured.GetProperty("firstThatFailed"), measured.GetProperty("runsOutFirst"));
            if (failed.ValueKind == JsonValueKind.Number)
                Assert.True(failed.GetInt32() > held && end.GetString() != "seats");
            else
                Assert.Equal(held == 6 ? "seats" : null, end.GetString());
            Assert.True(held == 6 || failed.ValueKind == JsonValueKind.Number || !measured.GetProperty("isFinished").GetBoolean());
            Assert.Equal(told.GetProperty("within15Percent").GetBoolean() ? 0 : 1, code);
            Assert.Equal(held != 0 && Math.Abs(((double)expected / held) - 1) <= 0.15, code == 0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_server_that_does_not_start_ends_the_plan_with_its_code()
    {
        using var plan = ServerChild.StartByShell("exec \"$@\"", Programs.Benchmarks, "plan", "--max-clients", "2", "--server-option=--mode=nowhere");

        Assert.Equal(78, plan.WaitForExit());
        Assert.Contains("the server did not start (exit code 78)", plan.Errors);
        Assert.Empty(plan.Output);
    }

    [Theory]
    [InlineData("--tick-budget-ms", "0", "plan: --tick-budget-ms is 0.1 to 60000")]
    [InlineData("--max-clients", "4001", "plan: --max-clients is 1 to 4000")]
    [InlineData("--seconds", "0", "plan: --seconds is 1 to 60, and --warm-up 0 to 60")]
    public void What_no_plan_can_be_is_a_line_and_code_78(string option, string value, string line)
    {
        using var plan = ServerChild.StartByShell("exec \"$@\"", Programs.Benchmarks, "plan", option, value);

        Assert.Equal(78, plan.WaitForExit());
        Assert.Equal(line, Assert.Single(plan.Errors));
    }
}
