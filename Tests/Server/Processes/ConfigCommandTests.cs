using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>The two questions about settings, as an operator asks them.</summary>
[Collection(ProcessLane.Name)]
public sealed class ConfigCommandTests
{
    /// <summary>Characters that nothing else that is printed has.</summary>
    private const string Secret = "~^{};!?$";

    [Fact]
    public void Print_answers_and_starts_nothing()
    {
        using var server = ServerChild.Start([new("ECS_OperatorToken", Secret), new("ECS_Nonsense", "1")], "config", "print", "--tick-rate", "30");

        Assert.Equal(0, server.WaitForExit());
        Assert.Contains("TickRate = 30  # command line", server.Output);
        Assert.Contains("OperatorToken = (hidden)  # environment", server.Output);
        Assert.DoesNotContain(server.Output, static line => line.StartsWith("ready", StringComparison.Ordinal));
        Assert.DoesNotContain(string.Concat(server.Output), static letter => Secret.Contains(letter, StringComparison.Ordinal));
        Assert.Equal(["Nonsense: nothing knows this key"], server.Errors);
    }

    [Theory]
    [InlineData(0, new string[0])]
    [InlineData(66, new[] { "--config", "nowhere.json" })]
    [InlineData(66, new[] { "--map", "nowhere.tmj" }, "Map (--map): there is no map nowhere.tmj")]
    [InlineData(65, new[] { "--map", "appsettings.json" })]
    [InlineData(78, new[] { "--tick-rate", "1", "--mode", "chess" }, "TickRate (--tick-rate): 1 is not within 20 to 240", "Mode (--mode): there is no mode \"chess\"")]
    [InlineData(78, new[] { "--report", "one.file", "--record", "one.file" }, "Record (--record): one.file is the file of Report (--report) too")]
    [InlineData(78, new[] { "--what" })]
    [InlineData(66, new[] { "--web", "127.0.0.1:0", "--web-certificate", "nowhere.pem" })]
    public void Validate_has_the_exit_code_and_the_lines_of_a_start(int code, string[] arguments, params string[] lines)
    {
        using var asked = ServerChild.Start(["config", "validate", .. arguments]);
        using var started = ServerChild.Start([.. arguments, "--duration", "1"]);

        Assert.Equal(code, asked.WaitForExit());
        Assert.Equal(code, started.WaitForExit());
        Assert.Equal(code == 0 ? ["valid"] : [], asked.Output);
        if (code != 0)
            Assert.Equal(started.Errors, asked.Errors);
        Assert.All(lines, line => Assert.Contains(asked.Errors, error => error.StartsWith(line, StringComparison.Ordinal)));
    }
}
