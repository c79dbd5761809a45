using Ecs.Client;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

[Collection(ProcessLane.Name)]
public sealed class ConsoleTests
{
    [Fact]
    public void Typed_commands_are_answered_and_the_end_of_the_input_does_not_stop_the_server()
    {
        using var server = ServerChild.Start("--bots", "2").Ready();

        server.Type("players");
        Assert.Contains("bot-1", server.WaitForOutput("bot-1"), StringComparison.Ordinal);
        server.Type("fly away");
        server.WaitForOutput("Invalid command \"fly\"");
        server.Type("kick");
        server.WaitForOutput("Usage: kick PLAYER");
        server.CloseInput();
        using var late = server.Connect("ana");
        server.Turn(late, () => late.IsInRoom && late.View.Entities.Length >= 3);
        server.Signal(ServerChild.Terminate);

        Assert.Equal(0, server.WaitForExit());
        Assert.Contains("reason=SIGTERM", server.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Quit_on_the_console_tells_the_players_and_ends_with_zero()
    {
        using var server = ServerChild.Start().Ready();
        using var client = server.Connect("ana");
        server.Turn(client, () => client.IsInRoom);

        server.Type("say good night");
        server.Type("quit");
        server.Turn(client, () => client.State == ClientState.Ended);

        Assert.Equal(0, server.WaitForExit());
        Assert.Contains("reason=quit", server.Output[^1], StringComparison.Ordinal);
        Assert.True(client.Chat.TryTake(out var chat));
        Assert.Equal("good night", chat.Text);
    }

    [Fact]
    public void Hostile_names_and_chat_never_reach_the_console_or_the_log_raw()
    {
        using var server = ServerChild.Start("--log-level", "debug").Ready();
        using var client = server.Connect("ev\u001b[31mil\u202e\u0007\n");
        server.Turn(client, () => client.IsInRoom);
        client.Say("/\u001b]0;owned\u0007 \"x");
        client.Say("hi\u001b[2J\r\nfake line");
        server.Turn(client, () => client.Chat.Count >= 1);

        server.Type("op ev[31mil");
        server.Turn(client, () => client.Role == Ecs.Protocol.PlayerRole.Operator);
        client.SendOperatorLine("say \u001b[1mloud\u009b");
        server.Turn(client, () => client.OperatorAnswers.Count == 1);
        server.WaitForError("orders: say");
        server.Type("players");
        server.WaitForOutput("ev[31mil, team");
        server.Type("quit");

        Assert.Equal(0, server.WaitForExit());
        Assert.All(server.Output.Concat(server.Errors), static line => Assert.DoesNotMatch(@"[\p{Cc}\p{Cf}]", line));
    }
}
