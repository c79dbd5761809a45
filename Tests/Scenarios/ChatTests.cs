using System.Globalization;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>What may be said, how often, and to whom it comes.</summary>
public sealed class ChatTests
{
    [Fact]
    public void Hundred_lines_in_a_second_relay_at_most_six_and_the_sender_is_told_once()
    {
        using var rig = new ServerRig();
        var loud = rig.Enter("loud");
        var other = rig.Enter("other");

        for (var line = 0; line < 100; line++)
        {
            loud.Send(new ChatSend($"line {line}"));
            if (line % 2 == 1)
                rig.Run(1);
        }

        rig.Run(20);
        Assert.InRange(other.Count(MessageId.ChatReceived), 5, 6);
        Assert.Single(loud.All<ChatReceived>(), static chat => chat.Kind == ChatKind.PrivateNotice);
        Assert.Equal(100 - other.Count(MessageId.ChatReceived), rig.Drops(DropCause.Rate));
    }

    [Fact]
    public void Line_every_second_is_never_limited()
    {
        using var rig = new ServerRig();
        var calm = rig.Enter("calm");
        var other = rig.Enter("other");
        for (var line = 0; line < 120; line++)
        {
            calm.Send(new ChatSend("still here"));
            rig.RunSeconds(1);
        }

        Assert.Equal(120, other.All<ChatReceived>().Count(static chat => chat.Kind == ChatKind.Player));
        Assert.Equal(0, rig.Drops(DropCause.Rate));
    }

    [Fact]
    public void Muted_sender_may_speak_again_after_a_pause_and_is_warned_anew()
    {
        using var rig = new ServerRig();
        var loud = rig.Enter("loud");
        for (var round = 0; round < 2; round++)
        {
            for (var line = 0; line < 10; line++)
                loud.Send(new ChatSend("again"));

            rig.RunSeconds(6);
        }

        Assert.Equal(10, loud.All<ChatReceived>().Count(static chat => chat.Kind == ChatKind.Player));
        Assert.Equal(2, loud.All<ChatReceived>().Count(static chat => chat.Kind == ChatKind.PrivateNotice));
    }

    [Fact]
    public void Hostile_names_and_lines_reach_no_other_player_raw()
    {
        const int Pause = 15; // A witness that acknowledges nothing is told as much as a narrow link carries.
        using var rig = new ServerRig(1, new NativeOptions { AuthenticationAttempts = int.MaxValue });
        var witness = rig.Enter("witness");
        for (var number = 0; number < 200; number++)
        {
            var hostile = HostileText(number);
            var client = rig.Dial();
            client.Authenticate(hostile[..Math.Min(hostile.Length, 32)]);
            client.Authenticate($"plain {number}");
            client.RequestEnter();
            rig.Run(Pause);
            client.Send(new ChatSend(hostile));
            rig.Run(Pause);
            client.Send(default(Leave));
            rig.Run(Pause);
            rig.Remove(client);
        }

        Assert.True(witness.Count(MessageId.ChatReceived) > 100);
        Assert.True(witness.Count(MessageId.PlayerInfo) > 150);
        Assert.All(witness.All<ChatReceived>(), static chat => AssertClean(chat.Text));
        Assert.All(witness.All<ChatReceived>(), static chat => AssertClean(chat.Name));
        Assert.All(witness.All<PlayerInfo>(), static info => AssertClean(info.Name));
    }

    [Fact]
    public void Line_of_nothing_visible_is_not_relayed()
    {
        using var rig = new ServerRig();
        var client = rig.Enter("ana");

        client.Send(new ChatSend(" \u200b\n\u202e "));
        rig.Run(3);

        Assert.Equal(0, client.Count(MessageId.ChatReceived));
    }

    [Theory]
    [InlineData(32, "32")]
    [InlineData(40, "... and 8 more.")]
    public void An_answer_that_is_too_long_says_how_many_lines_are_left_out(int lines, string last)
    {
        using var rig = new ServerRig();
        rig.Server.Operators.Execute = (_, _) => string.Join("\n\n", Enumerable.Range(1, lines));
        var ana = rig.Enter("ana");

        ana.Send(new ChatSend("/players"));
        rig.Run(3);

        string[] heard = [.. ana.All<ChatReceived>().Select(static chat => chat.Text)];
        Assert.Equal(Enumerable.Range(1, 32).Select(static number => $"{number}").Append(last).Distinct(), heard);
    }

    [Fact]
    public void Line_that_begins_with_a_slash_goes_to_the_commands_and_only_the_sender_hears_the_answer()
    {
        using var rig = new ServerRig();
        var heard = "";
        rig.Server.Operators.Execute = (caller, line) =>
        {
            heard = $"{caller.Name}: {line}";
            return "one\ntwo";
        };
        var ana = rig.Enter("ana");
        var bob = rig.Enter("bob");

        ana.Send(new ChatSend("/players"));
        rig.Run(3);

        Assert.Equal("ana: players", heard);
        Assert.Equal(["one", "two"], ana.All<ChatReceived>().Select(static chat => chat.Text));
        Assert.All(ana.All<ChatReceived>(), static chat => Assert.Equal(ChatKind.PrivateNotice, chat.Kind));
        Assert.Equal(0, bob.Count(MessageId.ChatReceived));
    }

    [Fact]
    public void Operator_at_the_console_speaks_to_every_room()
    {
        using var rig = new ServerRig(1, null, new() { Name = "one" }, new() { Name = "two" });
        var ana = rig.Enter("ana");
        var bob = rig.Dial();
        bob.Authenticate("bob");
        bob.RequestEnter("two");
        rig.Run(4);

        rig.Server.Say("back\u0007 in five minutes");
        rig.Run(3);

        Assert.All([ana, bob], static client =>
        {
            var chat = client.Get<ChatReceived>();
            Assert.Equal((ChatKind.Server, "back in five minutes"), (chat.Kind, chat.Text));
        });
    }

    private static string HostileText(int number)
    {
        var random = new Random(number);
        string[] pieces =
        [
            "\u001b[2J", "\u001b]0;title\u0007", "\r\n", "\u202e", "\u2066", "\u200b", "\u0000", "\u007f", "\u0085", "\u009b31m",
            "a\u0301\u0301\u0301\u0301\u0301", "\ufeff", "\ue000", "\u2028", "name", " ", "\u3164", "\ud83d\ude00", "\ufff9", "%n{0}",
        ];
        var text = "";
        while (text.Length < 8 + (number % 60))
            text += pieces[random.Next(pieces.Length)];

        return text;
    }

    private static void AssertClean(string text)
    {
        Assert.True(text.EnumerateRunes().Count() <= Limits.ChatCodePoints);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = System.Text.Rune.GetUnicodeCategory(rune);
            Assert.False(
                category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
                $"U+{rune.Value:X4} in a line");
        }
    }
}
