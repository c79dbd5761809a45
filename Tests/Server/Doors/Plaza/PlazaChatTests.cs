using System.Text;
using Ecs.Protocol;
using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Metrics;
using Ecs.Server.Text;
using Ecs.Tests.Server.Text;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Chat of the plaza's clients among themselves, with everybody else in the room, and with the server.</summary>
[Collection(AloneLane.Name)]
public sealed class PlazaChatTests
{
    [Theory]
    [InlineData("hello")]
    [InlineData("привет ñ")]
    [InlineData("🙂🙃")]
    public void A_line_goes_to_everybody_the_speaker_included_byte_for_byte(string line)
    {
        using var rig = new PlazaRig(time: new FixedTime());
        var (speaker, listener) = (rig.Enter(500), rig.Enter(77));
        var sent = PlazaSaying.Chat(500, Encoding.UTF8.GetBytes(line), 1_795_229_184);
        speaker.Send(sent);
        rig.Run(1);

        Assert.Equal(sent, Assert.Single(speaker.Of(4)));
        Assert.Equal(sent, Assert.Single(listener.Of(4)));
    }

    [Fact]
    public void What_is_said_in_the_first_breath_is_heard_in_its_order()
    {
        using var rig = new PlazaRig();
        var listener = rig.Enter(2);
        var hasty = rig.Dial("/ws/1");
        hasty.Say("one");
        hasty.Say("two");
        hasty.Hop(1, 2);
        rig.Run(1);
        hasty.Say("three");
        rig.Run(2);

        Assert.Equal(["1: one", "1: two", "1: three"], listener.Chat);
        Assert.Equal(["1: one", "1: two", "1: three"], hasty.Chat);
        Assert.Contains(listener.Updates, static update => (update.Id, update.X, update.Y) == (1, 1, 2));
        Assert.Equal(0, rig.Drops(DropCause.InputBeforeEntering));
    }

    [Fact]
    public void While_the_world_stands_still_a_newcomer_has_five_lines_and_no_more()
    {
        using var rig = new PlazaRig();
        var listener = rig.Enter(2);
        rig.Room.Pause();
        var hasty = rig.Dial("/ws/1");
        for (var line = 0; line < 9; line++)
            hasty.Say($"line {line}");

        rig.Run(3);
        Assert.Empty(listener.Chat);
        Assert.Equal(4, rig.Drops(DropCause.InputBeforeEntering));
        rig.Room.Resume();
        rig.Run(3);
        Assert.Equal(5, listener.Chat.Count);
    }

    [Fact]
    public void Nasty_names_and_lines_reach_nobody_as_they_are()
    {
        using var rig = new PlazaRig();
        var listener = rig.Enter(1);
        var count = 0;
        foreach (var text in NastyStrings.All())
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var name = Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 200)));
            var person = rig.Dial("/ws/2?name=" + string.Concat(name.Chunk(2).Select(static pair => $"%{pair[0]}{pair[1]}")));
            person.Send(PlazaSaying.Chat(2, bytes));
            rig.Run(3);
            person.Leave();
            rig.RunSeconds(0.5);
            count += listener.Chat.Count + listener.Names.Count;
            foreach (var rune in string.Concat(listener.Chat.Concat(listener.Names)).EnumerateRunes())
                Assert.True(DisplayText.IsVisible(rune), $"U+{rune.Value:X4} of {text}");

            listener.Forget();
        }

        Assert.InRange(count, 500, 1_500);
    }

    [Fact]
    public void A_thousand_bytes_are_a_line_and_one_more_is_none()
    {
        using var rig = new PlazaRig();
        var (speaker, listener) = (rig.Enter(1), rig.Enter(2));
        var longest = new string('x', 1_000);
        speaker.Say($"   {longest}\n");
        speaker.Say(longest + "x");
        speaker.Say(new string('ж', 501));
        rig.Run(1);

        Assert.Equal([$"1: {longest}"], listener.Chat);
        Assert.Equal(2, rig.Drops(DropCause.TooLong));
    }

    [Fact]
    public void Lines_far_too_long_are_refused_unread()
    {
        using var rig = new PlazaRig();
        var (speaker, listener) = (rig.Enter(1), rig.Enter(2));
        var longest = PlazaSaying.Chat(1, Encoding.ASCII.GetBytes(new string('x', 60_000)));
        var lines = 0;
        Allocations.AssertNoneOnceWarm(meter =>
        {
            for (var line = 0; line < 20; line++, lines++)
            {
                speaker.Send(longest);
                rig.Server.TurnClients();
                meter.Start();
                rig.Server.Server.Tick.Run(rig.Server.TickLength);
                meter.Stop();
                listener.Forget();
                speaker.Forget();
            }
        });

        Assert.Equal(lines, rig.Drops(DropCause.TooLong));
        speaker.Say(new string(' ', 60_000) + "hello" + new string('\n', 1_000));
        rig.Run(2);
        Assert.Equal(["1: hello"], listener.Chat);
    }

    [Fact]
    public void Lines_without_anything_to_see_or_that_are_no_text_go_nowhere()
    {
        using var rig = new PlazaRig();
        var (speaker, listener) = (rig.Enter(1), rig.Enter(2));
        speaker.Say("");
        speaker.Say(" \t ");
        speaker.Say("\u200B\u202E");
        speaker.Send(PlazaSaying.Chat(1, [0xC3, 0x28]));
        speaker.Send(PlazaSaying.Chat(1, [0xED, 0xA0, 0x80]));
        rig.Run(1);

        Assert.Empty(listener.Chat);
        Assert.Equal((3L, 2L), (rig.Drops(DropCause.Empty), rig.Drops(DropCause.Malformed)));
    }

    [Fact]
    public void Five_lines_at_once_pass_and_a_flood_does_not()
    {
        using var rig = new PlazaRig();
        var (speaker, listener) = (rig.Enter(1), rig.Enter(2));
        for (var line = 0; line < 30; line++)
            speaker.Say($"line {line}");

        rig.Run(2);
        Assert.Equal(5, listener.Chat.Count);
        Assert.Equal(25, rig.Drops(DropCause.Rate));
        Assert.Single(speaker.Chat, static line => line.EndsWith("You write too fast: wait a moment.", StringComparison.Ordinal));
        for (var line = 0; line < 20; line++)
        {
            rig.RunSeconds(1);
            speaker.Say($"slow {line}");
        }

        rig.Run(1);
        Assert.Equal(25, listener.Chat.Count);
    }

    [Fact]
    public void Native_players_and_clients_of_this_door_hear_each_other_and_the_server()
    {
        using var rig = new PlazaRig();
        var person = rig.Enter(1, "?name=Ann");
        var native = rig.Server.Seat("Bob");
        person.Say("hello Bob");
        native.Client.Say("hello Ann");
        rig.RunSeconds(0.5);
        rig.Server.Server.Say("good evening");
        rig.RunSeconds(0.5);

        Assert.Equal(["1: hello Bob", "2147483648: hello Ann", "4294967295: good evening"], person.Chat.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Ann: hello Bob", "Bob: hello Ann"],
            native.Chat
                .Where(static line => line.Kind == ChatKind.Player)
                .Select(static line => $"{line.Name}: {line.Text}")
                .Order(StringComparer.Ordinal));
        Assert.Contains("2147483648: Bob", person.Names);
    }

    [Fact]
    public void A_line_longer_than_other_wires_hold_is_whole_here_and_cut_there()
    {
        using var rig = new PlazaRig();
        var (speaker, listener) = (rig.Enter(1), rig.Enter(2));
        var native = rig.Server.Seat("Bob");
        speaker.Say(new string('a', 400));
        rig.RunSeconds(0.5);

        Assert.Equal([$"1: {new string('a', 400)}"], listener.Chat);
        Assert.Equal([new string('a', 256)], native.Lines(ChatKind.Player));
    }

    [Fact]
    public void A_spectators_line_comes_from_the_server_with_the_name()
    {
        using var rig = new PlazaRig();
        var person = rig.Enter(1);
        var watcher = rig.Server.Seat("Eve", with: static options => options with { Role = PlayerRole.Spectator });
        watcher.Client.Say("nice place");
        rig.RunSeconds(0.5);

        Assert.Equal(["4294967295: Eve: nice place"], person.Chat);
    }

    [Fact]
    public void A_line_with_a_slash_is_for_the_server_and_answered_to_the_speaker_alone()
    {
        using var rig = new PlazaRig();
        rig.Server.Server.Operators.Execute = static (caller, line) => $"{caller.Name} ({caller.Role}) wants {line}\n\nsecond line";
        var (speaker, listener) = (rig.Enter(1, "?name=Ann"), rig.Enter(2));
        speaker.Say("/where am I");
        rig.Run(1);

        Assert.Equal(["4294967295: Ann (Player) wants where am I", "4294967295: second line"], speaker.Chat);
        Assert.Empty(listener.Chat);
    }

    [Fact]
    public void Who_is_kicked_hears_why_and_the_others_that_they_are_gone()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1, "?name=Ann"), rig.Enter(2));
        var native = rig.Server.Seat("Bob");
        Assert.True(rig.Server.Server.Kick("ann", "enough"));
        rig.RunSeconds(0.5);

        person.Hear();
        Assert.Equal((1008, "enough"), (person.Client.CloseCode, person.Client.CloseReason));
        Assert.Contains(listener.Sayings, static saying => (saying.Type, saying.Id) == (3, 1u));
        Assert.Equal(["2147483648: Bob", "2: player-2"], listener.Names.Skip(1).Order(StringComparer.Ordinal));
        var left = native.Client.Roster.Players.ToArray();
        Assert.Equal(["Bob", "player-2"], left.Select(static player => player.Name).Order(StringComparer.Ordinal));
    }
}
