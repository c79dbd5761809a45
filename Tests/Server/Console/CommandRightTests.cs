using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Console;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Console;

public sealed class CommandRightTests
{
    [Fact]
    public void A_player_gets_the_right_from_the_console_and_loses_it_there()
    {
        using var rig = new CommandRig();
        var ana = rig.Rig.Enter("ana");
        rig.Rig.Enter("bob");

        Assert.Equal("Only operators may do that.", SayAndHear(rig, ana, "/killall"));
        Assert.Equal("Only the console may do that.", SayAndHear(rig, ana, "/op ana"));
        Assert.Equal(100, rig.Avatar("bob").Health);
        rig.Type("op ana");
        Assert.Equal("Everybody dies.", SayAndHear(rig, ana, "/kia"));
        Assert.Equal(0, rig.Avatar("bob").Health);
        Assert.Equal("Only the console may do that.", SayAndHear(rig, ana, "/quit"));
        rig.Type("deop ana");
        Assert.Equal("Only operators may do that.", SayAndHear(rig, ana, "/rea"));

        Assert.Equal(
            ["Information: console orders: op ana", "Information: ana orders: kia", "Information: console orders: deop ana"],
            rig.Log.Lines);
    }

    [Fact]
    public void A_token_makes_an_operator_whose_lines_need_no_slash()
    {
        using var rig = new CommandRig(new NativeOptions { OperatorToken = "only for me" });
        var ana = rig.Rig.Dial();
        ana.Authenticate("ana", "only for me");
        ana.RequestEnter();
        rig.Rig.RunUntil(() => ana.Has(MessageId.Entered), 10);

        ana.Send(new OperatorLine("respawn"));
        rig.Rig.RunUntil(() => ana.Has(MessageId.OperatorAnswer), 10);

        Assert.Equal("You come back.", ana.Get<OperatorAnswer>().Text);
    }

    [Theory]
    [InlineData(CommandRight.Anyone)]
    [InlineData(CommandRight.Operator)]
    [InlineData(CommandRight.Console)]
    public void A_hundred_thousand_fuzzed_lines_throw_nothing_and_run_nothing_without_the_right(CommandRight right)
    {
        using var rig = new CommandRig();
        rig.Rig.Room.SetBots(4);
        rig.Rig.Run(2);
        string[] words =
        [
            .. rig.Registry.All.SelectMany(static command => command.ShortForms.Prepend(command.Name)),
            "bot-1", "bot-2", "0", "1", "-1", "65535", "on", "sky", "\"", "\\", "\"bot 1\"", "", " ", "\u001b[2J", "\u202e", "\0", "\n", "\ud800",
            "99999999999999999999", new string('x', 300), "a b c d e f g h i j k l m n o p q r s t",
        ];
        var seed = 4000 + (int)right;
        var random = new Random(seed);
        var caller = new CommandCaller("fuzz\u001b", right) { Room = rig.Rig.Room, Seat = rig.Rig.SeatOf("bot-1") };
        for (var round = 0; round < 100_000; round++)
        {
            var line = Fuzz(random, words);
            var answer = rig.Registry.Execute(caller, line);
            if (answer.AsSpan().IndexOfAnyInRange('\0', '\t') >= 0 || answer.AsSpan().IndexOfAnyInRange('\v', '\u001f') >= 0)
                Assert.Fail($"seed {seed}, round {round}: a control character in the answer to {line}");
            if (round % 50 == 0)
                rig.Rig.Run(1);
        }

        string[] ran = [.. rig.Log.Lines.Select(static line => line.Split("orders: ")[1])];
        if (right == CommandRight.Anyone)
            Assert.Empty(ran);
        else
            Assert.NotEmpty(ran);
        if (right != CommandRight.Console)
        {
            Assert.False(rig.Stop.IsMade);
            Assert.DoesNotContain(ran, static line => line.Split(' ')[0].Trim('"').ToUpperInvariant() is "OP" or "DEOP" or "QUIT" or "ROOM");
        }

        Assert.All(rig.Log.Lines, static line => Assert.DoesNotMatch(@"\p{Cc}", line));
    }

    private static string SayAndHear(CommandRig rig, RawClient client, string text)
    {
        var heard = client.All<ChatReceived>().Count;
        client.Send(new ChatSend(text));
        rig.Rig.RunUntil(() => client.All<ChatReceived>().Skip(heard).Any(static chat => chat.Kind == ChatKind.PrivateNotice), 5);
        rig.Rig.RunSeconds(2);
        return client.All<ChatReceived>().Skip(heard).First(static chat => chat.Kind == ChatKind.PrivateNotice).Text;
    }

    private static string Fuzz(Random random, string[] words)
    {
        var line = new StringBuilder();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            if (random.Next(6) == 0)
                line.Append((char)random.Next(0x10000));
            line.Append(words[random.Next(words.Length)]).Append(random.Next(10) == 0 ? "\t" : " ");
        }

        if (random.Next(4) == 0 && line.Length > 1)
            line.Remove(random.Next(line.Length), 1);
        return line.ToString();
    }
}
