using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Processes;

/// <summary>A client that knows the two packages and our documents, and nothing else, beside a real server.</summary>
[Collection(SocketLane.Name)]
public sealed partial class PlainClientTests(ITestOutputHelper output)
{
    private const double Distance = 100;

    [Fact]
    public void Client_on_the_genuine_packages_alone_walks_a_hundred_units_chats_and_is_told_goodbye()
    {
        using var server = ServerChild.Start("--bots", "2").Ready();

        var story = Play(server, "plain");

        Assert.Equal("plain", story.Groups["name"].Value);
        Assert.Equal("arena", story.Groups["room"].Value);
        Assert.Equal("2", story.Groups["requests"].Value);
        Assert.True(double.Parse(story.Groups["moved"].Value, CultureInfo.InvariantCulture) >= Distance);
        Assert.Equal("2", story.Groups["others"].Value);
        Assert.Equal("plain was here", story.Groups["heard"].Value);
        Assert.Equal((int)Reason.Left, int.Parse(story.Groups["reason"].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Client_on_the_genuine_packages_alone_is_heard_by_ours_and_told_that_the_server_stops()
    {
        using var server = ServerChild.Start().Ready();
        using var witness = server.Connect("witness");
        server.Turn(witness, () => witness.IsInRoom);

        var plain = Task.Run(() => Play(server, "plain", "stay"));
        server.Turn(witness, () => Heard(witness, "plain was here") || plain.IsCompleted);
        server.Signal(ServerChild.Terminate);

        var story = await plain;
        Assert.Equal((int)Reason.ServerStopping, int.Parse(story.Groups["reason"].Value, CultureInfo.InvariantCulture));
        Assert.Equal("1", story.Groups["others"].Value);
        Assert.Equal(0, server.WaitForExit());
    }

    [Fact]
    public async Task Client_on_the_genuine_packages_alone_proves_a_password_where_accounts_are_required()
    {
        using var server = ServerChild.Start("--accounts", "required", "--web", "127.0.0.1:0", "--store", "memory", "--authentication-timeout", "60").Ready();
        await PageAccount.RegisterAsync(server.Page, "Ana", "horse battery ñ");

        Assert.Contains("not let in: Refusal { Reason = 27, Text = account required }", Refused(server, "", "guest"), StringComparison.Ordinal);
        Assert.Contains("not let in: Refusal { Reason = 26, Text = name registered }", Refused(server, "", "ana"), StringComparison.Ordinal);
        Assert.Contains("not let in: Refusal { Reason = 25, Text = wrong password }", Refused(server, "horse battery n", "ana"), StringComparison.Ordinal);

        var story = PlayWith("horse battery ñ", server, "ana");
        Assert.Equal("Ana", story.Groups["name"].Value);
        Assert.True(story.Groups["registered"].Success);
        Assert.Equal("Ana was here", story.Groups["heard"].Value);
    }

    /// <summary>What a client says that is not let in.</summary>
    private string Refused(ServerChild server, string password, string name)
    {
        var (exitCode, said, errors) = Run(server, password, name);
        Assert.True(exitCode == 1, $"{exitCode}: {said}{errors}");
        return said;
    }

    private static bool Heard(GameClient client, string text)
    {
        while (client.Chat.TryTake(out var line))
        {
            if (line.Text == text)
                return true;
        }

        return false;
    }

    private Match Play(ServerChild server, params string[] how) => PlayWith("", server, how);

    private Match PlayWith(string password, ServerChild server, params string[] how)
    {
        var (exitCode, said, errors) = Run(server, password, how);
        var story = Story().Match(said);
        Assert.True(exitCode == 0 && story.Success, $"{exitCode}: {said}{errors}");
        return story;
    }

    private (int ExitCode, string Output, string Errors) Run(ServerChild server, string password, params string[] how)
    {
        var port = server.Port.ToString(CultureInfo.InvariantCulture);
        var program = Path.Combine(AppContext.BaseDirectory, "Ecs.PlainClient.dll");
        var start = new ProcessStartInfo("dotnet", [program, "127.0.0.1", port, .. how]);
        start.Environment["ECS_PASSWORD"] = password;
        var ended = OtherProgram.Run(start);
        output.WriteLine(ended.Output + ended.Errors);
        return ended;
    }

    [GeneratedRegex(
        """^whole: (?<name>\S+)(?<registered> \(registered\))? in (?<room>\S+) after (?<requests>\d+) requests, moved (?<moved>[\d.]+) units in \d+ snapshots, saw (?<others>\d+) others, heard "(?<heard>[^"]*)", goodbye (?<reason>\d+) \(.*\)$""",
        RegexOptions.Multiline)]
    private static partial Regex Story();
}
