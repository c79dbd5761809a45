using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Server.Rooms;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>A session outlives its connection: who gets it back, who does not, and what the others see of it.</summary>
public sealed class ResumeTests
{
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.7");
    private static readonly IPAddress Train = IPAddress.Parse("203.0.113.9");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(37)]
    public void Token_gives_the_session_back_in_the_same_avatar_from_another_address(int secondsLost)
    {
        using var rig = new ServerRig();
        var watcher = rig.Enter("watcher");
        var first = Enter(rig, "Ana ", Home);
        if (secondsLost != 0)
        {
            first.Socket.Vanish();
            rig.RunSeconds(secondsLost);
        }

        var second = rig.Dial(address: Train);
        second.Resume("Ana ", first.Get<AuthSuccess>().Resume);
        rig.Run(3);

        var (before, after) = (first.Get<AuthSuccess>(), second.Get<AuthSuccess>());
        Assert.Equal((before.Client, before.Role, "Ana", true), (after.Client, after.Role, after.Name, after.IsInRoom));
        Assert.NotEqual(before.Resume, after.Resume);
        Assert.Equal((first.Entered.Avatar, first.Entered.Slot), (second.Entered.Avatar, second.Entered.Slot));
        Assert.Equal([MessageId.AuthSuccess, MessageId.Entered, MessageId.PlayerInfo, MessageId.PlayerInfo], second.Order[..4]);
        Assert.Equal((0, 2), (watcher.Count(MessageId.PlayerGone), watcher.Count(MessageId.PlayerInfo)));
        Assert.Equal(2, rig.Door.SessionCount);
        if (secondsLost == 0)
            Assert.Equal(Reason.Resumed, first.End!.Value.Reason);

        second.SendCommands(new PlayerCommand(rig.Room.World.Tick + 2, 127, 0, default, Buttons.None));
        var x = second.Own.X;
        rig.Run(5);
        Assert.True(second.Own.X > x);
    }

    [Fact]
    public void Client_comes_back_by_itself_and_tells_that_it_was_away()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var bob = rig.Seat("bob");
        var avatar = ana.Client.Room.Avatar;
        ana.Transport.Socket!.Vanish();

        rig.RunUntil(() => ana.Client.State == ClientState.Returning, seconds: 9);
        rig.RunUntil(() => ana.Client.State == ClientState.Playing, seconds: 2);
        rig.RunSeconds(1);

        Assert.Equal(avatar, ana.Client.Room.Avatar);
        Assert.Equal(avatar, ana.Client.Snapshot.OwnEntity);
        var absence = Assert.Single(ana.Absences);
        Assert.InRange(absence.Duration, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));
        Assert.Equal(ana.Client.Room.Tick, absence.Tick);
        Assert.Equal(1, ana.Client.Figures.Resumes);
        Assert.Equal(ClientState.Playing, bob.Client.State);
        Assert.Equal(2, bob.Client.Roster.Players.Length);
    }

    [Fact]
    public void Who_only_watches_or_has_entered_no_room_comes_back_to_that()
    {
        using var rig = new ServerRig();
        var eye = rig.Seat("eye", with: static options => options with { Role = PlayerRole.Spectator });
        var hall = rig.Invite("hall", with: static options => options with { EntersAtOnce = false });
        rig.RunUntil(() => hall.Client.State == ClientState.Authenticated, seconds: 2);

        eye.Transport.Fail();
        hall.Transport.Fail();
        rig.RunSeconds(2);

        Assert.Equal((ClientState.Spectating, ClientState.Authenticated), (eye.Client.State, hall.Client.State));
        Assert.Equal((1, 1), (eye.Absences.Count, hall.Absences.Count));
        Assert.Equal((1, 2), (rig.Room.SpectatorCount, rig.Door.SessionCount));
        Assert.True(hall.Client.Enter("", PlayerRole.Player));
        rig.RunUntil(() => hall.Client.IsInRoom, seconds: 2);
    }

    [Fact]
    public void Avatar_of_a_lost_connection_stands_still_can_be_hit_and_leaves_after_half_a_minute()
    {
        using var rig = new ServerRig();
        var shooter = rig.Seat("shooter");
        var lost = rig.Seat("lost");
        lost.Client.Intent = new(127, 0, default, default);
        rig.RunSeconds(0.5);
        lost.Transport.Socket!.Vanish();
        rig.Remove(lost);
        rig.RunSeconds(0.5);
        var (x, y) = (shooter.Find(lost.Client.Room.Avatar.Value).X, shooter.Find(lost.Client.Room.Avatar.Value).Y);

        rig.RunSeconds(8);
        Assert.True(rig.Server.Names.Find("lost")!.IsAway);
        Assert.Equal((x, y), (shooter.Find(lost.Client.Room.Avatar.Value).X, shooter.Find(lost.Client.Room.Avatar.Value).Y));

        shooter.Client.Pilot = new BotPilot(TestGames.Shipped, 1);
        Assert.True(rig.Room.TryOrder(new OperatorCommand(OperatorCode.MoveAll, PlayerSlot.None, 0)));
        rig.RunSeconds(28.5);
        Assert.Contains(shooter.Events, happened => happened.Event.Kind == WorldEventKind.Hit && happened.Event.Slot == lost.Client.Slot);
        Assert.True(rig.Server.Names.Find("lost")!.IsAway);
        rig.RunSeconds(1.5);
        Assert.Equal(default, shooter.Find(lost.Client.Room.Avatar.Value));
        Assert.Null(rig.Server.Names.Find("lost"));
        Assert.Equal(1, rig.Room.World.PlayerCount);
    }

    [Fact]
    public void What_the_lost_connection_has_said_is_not_done_after_the_return()
    {
        using var rig = new ServerRig();
        var first = Enter(rig, "ana", Home);
        for (var ahead = 1; ahead <= 30; ahead++)
            first.SendCommands(new PlayerCommand(rig.Room.World.Tick + ahead, 127, 0, default, Buttons.None));

        rig.Run(1);
        Assert.True(rig.SeatOf("ana").Inputs.Waiting > 20);
        var second = rig.Dial(address: Train);
        second.Resume("ana", first.Get<AuthSuccess>().Resume);
        rig.Run(1);

        Assert.Equal(0, rig.SeatOf("ana").Inputs.Waiting);
    }

    [Fact]
    public void Token_that_was_used_gives_nothing_a_second_time()
    {
        using var rig = new ServerRig();
        var client = Enter(rig, "ana", Home);
        for (var round = 0; round < 200; round++)
        {
            var token = client.Get<AuthSuccess>().Resume;
            client = rig.Dial(address: Train);
            client.Resume("ana", token);
            rig.Run(3);
            Assert.True(client.Has(MessageId.Entered));

            AssertRefused(rig, "ana", token, round);
            Assert.False(client.IsClosed);
        }

        Assert.Equal(200, rig.Drops(DropCause.BadToken));
    }

    [Fact]
    public void Token_whose_answer_was_lost_is_good_once_more_and_then_never()
    {
        using var rig = new ServerRig();
        var first = Enter(rig, "ana", Home);
        var token = first.Get<AuthSuccess>().Resume;
        var second = rig.Dial(address: Train);
        rig.Run(1);
        second.Socket.Down.IsCut = true;
        second.Resume("ana", token);
        rig.Run(3);
        Assert.False(second.Has(MessageId.AuthSuccess));
        Assert.Equal(Reason.Resumed, first.End!.Value.Reason);

        var third = rig.Dial(address: Train);
        third.Resume("ana", token);
        rig.Run(3);

        Assert.Equal(first.Entered.Avatar, third.Entered.Avatar);
        AssertRefused(rig, "ana", token, 0);
    }

    [Fact]
    public void Token_of_another_name_too_old_or_made_up_is_refused_and_looks_the_same()
    {
        using var rig = new ServerRig();
        var random = new Random(5);
        var ana = Enter(rig, "ana", Home);
        var bob = Enter(rig, "bob", Home);
        var gone = Enter(rig, "gone", Home);
        gone.Socket.Vanish();
        rig.RunSeconds(38.5);

        for (var round = 0; round < 100; round++)
        {
            var answer = AssertRefused(rig, "bob", ana.Get<AuthSuccess>().Resume, round * 4);
            Assert.Equal(answer, AssertRefused(rig, "gone", gone.Get<AuthSuccess>().Resume, (round * 4) + 1));
            Assert.Equal(answer, AssertRefused(rig, "ana", new(new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64())), (round * 4) + 2));
            Assert.Equal(answer, AssertRefused(rig, "ana", new(ana.Get<AuthSuccess>().Resume.Value ^ (UInt128.One << random.Next(128))), (round * 4) + 3));
        }

        Assert.Equal((false, false), (ana.IsClosed, bob.IsClosed));
        Assert.Equal(2, rig.Door.Sessions.Count(static session => session.State == NativeState.InRoom));
    }

    [Theory]
    [InlineData("resume:")]
    [InlineData("resume:0123456789abcdef0123456789abcde")]
    [InlineData("resume:0123456789abcdef0123456789abcdefa")]
    [InlineData("resume:0123456789abcdef0123456789abcdeg")]
    [InlineData("resume:+123456789abcdef0123456789abcdef")]
    [InlineData("resume: 123456789abcdef0123456789abcdef")]
    [InlineData("RESUME:0123456789abcdef0123456789abcdef")]
    [InlineData("resume:00000000000000000000000000000000")]
    public void Text_that_is_no_token_is_a_bad_token(string text)
    {
        using var rig = new ServerRig();
        var client = rig.Dial();

        client.Authenticate("ana", text);
        rig.Run(2);

        Assert.Equal(Reason.BadToken, client.Get<AuthFailure>().Reason);
    }

    [Fact]
    public void Five_bad_tokens_of_one_address_in_a_minute_are_looked_at_and_other_addresses_do_not_suffer()
    {
        using var rig = new ServerRig();
        var ana = Enter(rig, "ana", Home);
        var token = ana.Get<AuthSuccess>().Resume;
        var neighbour = IPAddress.Parse("2001:db8:1:2::9");
        for (var guess = 0; guess < 60; guess++)
        {
            // Another connection each, and another address of the same /64.
            var thief = rig.Dial(address: IPAddress.Parse($"2001:db8:1:2::{guess + 16:x}"));
            thief.Resume("ana", ResumeToken.Create());
            rig.Run(2);
            Assert.Equal(guess < 5 ? Reason.BadToken : Reason.Rate, thief.Get<AuthFailure>().Reason);
            thief.Socket.Close([]);
        }

        Assert.Equal(5, rig.Drops(DropCause.BadToken));
        var late = rig.Dial(address: neighbour);
        late.Resume("ana", token);
        rig.Run(2);
        Assert.Equal(Reason.Rate, late.Get<AuthFailure>().Reason);
        Assert.False(ana.IsClosed);

        rig.RunSeconds(60);
        var again = rig.Dial(address: neighbour);
        again.Resume("ana", token);
        rig.Run(3);
        Assert.Equal(ana.Entered.Avatar, again.Entered.Avatar);
    }

    [Fact]
    public void Guesses_at_the_tokens_of_roles_are_bounded_alike()
    {
        using var rig = new ServerRig(sessions: new NativeOptions { OperatorToken = "correct-horse" });
        for (var guess = 0; guess < 5; guess++)
        {
            var thief = rig.Dial(address: Train);
            thief.Authenticate("eve", $"guess {guess}");
            rig.Run(2);
            Assert.Equal(Reason.BadToken, thief.Get<AuthFailure>().Reason);
        }

        var sixth = rig.Dial(address: Train);
        sixth.Authenticate("eve", "correct-horse");
        var elsewhere = rig.Dial(address: Home);
        elsewhere.Authenticate("ann", "correct-horse");
        rig.Run(2);

        Assert.Equal(Reason.Rate, sixth.Get<AuthFailure>().Reason);
        Assert.Equal(PlayerRole.Operator, elsewhere.Get<AuthSuccess>().Role);
    }

    [Fact]
    public void A_million_guesses_hit_nothing()
    {
        using var rig = new ServerRig();
        var tokens = new List<ResumeToken>();
        var book = new ResumeTokens(() =>
        {
            tokens.Add(ResumeToken.Create());
            return tokens[^1];
        });
        for (var number = 0; number < 256; number++)
        {
            var session = NewSession(rig);
            book.Issue(session, used: null, new Delivery());
        }

        var random = new Random(7);
        var hits = 0;
        for (var guess = 0; guess < 1_000_000; guess++)
        {
            // Half of them are one bit beside a real one.
            var guessed = guess % 2 == 0
                ? new UInt128((ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue))
                : tokens[random.Next(tokens.Count)].Value ^ (UInt128.One << random.Next(128));
            hits += book.Find(new(guessed)) is null ? 0 : 1;
        }

        Assert.Equal(0, hits);
        Assert.All(tokens, token => Assert.NotNull(book.Find(token)));
        Assert.Equal(256, book.Count);
    }

    [Fact]
    public void Tokens_are_random_in_all_their_bits()
    {
        var (ones, all) = (UInt128.Zero, UInt128.MaxValue);
        for (var draw = 0; draw < 200; draw++)
        {
            var token = ResumeToken.Create();
            ones |= token.Value;
            all &= token.Value;
            Assert.True(ResumeToken.TryParse(token.ToText(), out var read));
            Assert.Equal(token, read);
        }

        Assert.Equal((UInt128.MaxValue, UInt128.Zero), (ones, all));
        Assert.DoesNotContain(ResumeToken.Create().ToText()[8..], $"{ResumeToken.Create()}", StringComparison.Ordinal);
    }

    [Fact]
    public void Program_that_has_lost_its_token_gets_its_name_back_where_its_ghost_is_silent_and_a_stranger_does_not()
    {
        using var rig = new ServerRig();
        var ghost = Enter(rig, "ana", Home);
        ghost.Socket.Vanish();
        rig.RunSeconds(1.8);
        Assert.Equal(Reason.NameTaken, Ask(rig, "ana", Home));
        rig.RunSeconds(0.4);
        Assert.Equal(Reason.NameTaken, Ask(rig, "ana", Train));

        Assert.Equal(Reason.None, Ask(rig, "ANA", Home));
        rig.RunSeconds(1);
        Assert.Equal(0, rig.Room.World.PlayerCount);
        AssertRefused(rig, "ana", ghost.Get<AuthSuccess>().Resume, 1);
    }

    [Fact]
    public void Name_of_somebody_who_is_away_is_theirs_against_strangers_for_as_long_as_they_may_come_back()
    {
        using var rig = new ServerRig();
        var lost = Enter(rig, "ana", Home);
        lost.Socket.Vanish();
        for (var second = 0; second < 35; second++)
        {
            rig.RunSeconds(1);
            Assert.Equal(Reason.NameTaken, Ask(rig, "ana", Train));
        }

        rig.RunSeconds(3);
        Assert.Equal(Reason.None, Ask(rig, "ana", Train));
    }

    [Fact]
    public void Lively_bearer_keeps_the_name_against_the_same_address()
    {
        using var rig = new ServerRig();
        Enter(rig, "ana", Home);
        rig.RunSeconds(5);

        Assert.Equal(Reason.NameTaken, Ask(rig, "ana", Home));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void Full_server_takes_its_own_people_back_and_nobody_else(int secondsLost)
    {
        using var rig = new ServerRig(sessions: new NativeOptions { ConnectionLimit = 2 });
        var ana = Enter(rig, "ana", Home);
        var bob = Enter(rig, "bob", Home);
        ana.Socket.Vanish();
        rig.RunSeconds(secondsLost);

        Assert.Equal(Reason.ServerFull, Ask(rig, "eve", Train));
        var back = rig.Dial(address: Train);
        back.Resume("ana", ana.Get<AuthSuccess>().Resume);
        rig.Run(3);

        Assert.Equal(ana.Entered.Avatar, back.Entered.Avatar);
        Assert.Equal(Reason.ServerFull, Ask(rig, "eve", Train));
        Assert.False(bob.IsClosed);
        bob.Socket.Vanish();
        rig.RunSeconds(secondsLost);
        Assert.Equal(Reason.None, Ask(rig, "bob", Home));
    }

    [Fact]
    public void Place_of_somebody_who_is_away_is_theirs_and_the_last_one_left_goes_to_whoever_asks_first()
    {
        using var rig = new ServerRig(sessions: new NativeOptions { ConnectionLimit = 3 });
        var ana = Enter(rig, "ana", Home);
        Enter(rig, "bob", Home);
        ana.Socket.Vanish();
        rig.RunSeconds(10);
        var third = rig.Dial(address: Train);
        var fourth = rig.Dial(address: Train);
        rig.Run(2);

        third.Authenticate("cleo");
        fourth.Authenticate("dora");
        rig.Run(3);

        Assert.True(third.Has(MessageId.AuthSuccess));
        Assert.Equal(Reason.ServerFull, fourth.End!.Value.Reason);
        rig.RunSeconds(30);
        Assert.Equal(Reason.None, Ask(rig, "dora", Train));
    }

    [Fact]
    public void Kicked_or_leaving_is_the_end_of_the_session_whoever_has_the_token()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var bob = rig.Seat("bob");
        var (tokenOfAna, tokenOfBob) = (ana.Client.ResumeToken!.Value, bob.Client.ResumeToken!.Value);

        Assert.True(rig.Server.Kick("ana", ""));
        bob.Client.Leave();
        rig.RunSeconds(1);

        Assert.Equal((Reason.Kicked, Reason.Left), (ana.Client.EndReason, bob.Client.EndReason));
        AssertRefused(rig, "ana", tokenOfAna, 1);
        AssertRefused(rig, "bob", tokenOfBob, 2);
        Assert.Equal(0, rig.Server.Names.Count);
    }

    [Fact]
    public void Somebody_who_is_away_can_be_kicked_and_is_told_of_when_they_come_back_no_more()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        ana.Transport.Socket!.Vanish();
        rig.Remove(ana);
        rig.RunSeconds(9);
        Assert.True(rig.Server.Names.Find("ana")!.IsAway);

        Assert.True(rig.Server.Kick("ana", ""));
        rig.Add(ana);
        rig.RunSeconds(15);

        Assert.Equal((ClientState.Ended, Reason.ConnectionLost), (ana.Client.State, ana.Client.EndReason));
        Assert.Equal((0, 0), (rig.Room.World.PlayerCount, rig.Server.Names.Count));
    }

    [Fact]
    public void Another_program_with_the_token_takes_over_and_the_first_one_does_not_fight_back()
    {
        using var rig = new ServerRig();
        var desk = rig.Seat("ana");
        var phone = rig.Invite("ana", with: options => options with { Resume = desk.Client.ResumeToken });

        rig.RunUntil(() => phone.Client.IsInRoom && desk.Client.State == ClientState.Ended, seconds: 2);
        rig.RunSeconds(5);

        Assert.Equal((Reason.Resumed, 1), (desk.Client.EndReason, rig.Door.SessionCount));
        Assert.Equal(desk.Client.Room.Avatar, phone.Client.Room.Avatar);
        Assert.Equal(ClientState.Playing, phone.Client.State);
        Assert.Empty(phone.Absences);
    }

    [Fact]
    public void Operator_stays_one_and_a_change_meanwhile_is_kept()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        rig.Server.Names.Find("ana")!.ChangeRole(PlayerRole.Operator);
        ana.Transport.Fail();
        rig.RunSeconds(2);
        Assert.Equal(PlayerRole.Operator, ana.Client.Role);

        ana.Transport.Socket!.Vanish();
        rig.RunSeconds(8.05);
        rig.Server.Names.Find("ana")!.ChangeRole(PlayerRole.Player);
        rig.RunSeconds(2);
        Assert.Equal((ClientState.Playing, PlayerRole.Player), (ana.Client.State, ana.Client.Role));
    }

    [Fact]
    public void Recording_of_a_return_has_no_join_and_no_leave_and_verifies()
    {
        var file = Path.Combine(Path.GetTempPath(), $"ecs-test-{Guid.NewGuid():N}.rec");
        try
        {
            using (var rig = new ServerRig(1, null, new RoomOptions { Bots = 2 }))
            {
                rig.Room.BeginRecording(File.Create(file), detail: false);
                var ana = rig.Seat("ana");
                ana.Client.Pilot = new BotPilot(TestGames.Shipped, 3);
                var bob = rig.Seat("bob");
                rig.RunSeconds(1);
                var (joins, leaves) = (0, 0);
                for (var round = 0; round < 5; round++)
                {
                    ana.Transport.Fail();
                    for (var tick = 0; tick < 60; tick++)
                    {
                        rig.Run(1);
                        rig.Room.Recording!.WaitForDisk();
                        joins += rig.Room.LastInput.Joins.Length;
                        leaves += rig.Room.LastInput.Leaves.Length;
                    }
                }

                Assert.Equal((5L, 0, 0), (ana.Client.Figures.Resumes, joins, leaves));
                bob.Transport.Socket!.Vanish();
                rig.Remove(bob);
                for (var tick = 0; tick < 39 * 60; tick++)
                {
                    rig.Run(1);
                    rig.Room.Recording!.WaitForDisk();
                    leaves += rig.Room.LastInput.Leaves.Length;
                }

                Assert.Equal(1, leaves);
            }

            Assert.True(RecordingReader.TryOpen(file, TestGames.Shipped, out var reader, out var fault), fault);
            using (reader)
            {
                var report = new ReplayVerifier(reader).Run();
                Assert.True(report is { Ok: true, Ticks: > 2_500 }, report.Fault);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static RawClient Enter(ServerRig rig, string name, IPAddress address)
    {
        var client = rig.Dial(address: address);
        client.Authenticate(name);
        client.RequestEnter();
        rig.RunUntil(() => client.Has(MessageId.Entered), seconds: 2);
        rig.Run(2);
        return client;
    }

    /// <summary>What somebody is told who asks for a name without a token; gone again afterwards.</summary>
    private static Reason Ask(ServerRig rig, string name, IPAddress address)
    {
        var client = rig.Dial(address: address);
        client.Authenticate(name);
        rig.Run(2);
        client.Turn();
        var reason = client.End?.Reason ?? (client.Has(MessageId.AuthSuccess) ? Reason.None : client.Get<AuthFailure>().Reason);
        client.Socket.Close([]);
        rig.Remove(client);
        rig.Run(1);
        return reason;
    }

    /// <summary>A token is refused, from an address of its own.</summary>
    private static AuthFailure AssertRefused(ServerRig rig, string name, ResumeToken token, int number)
    {
        var client = rig.Dial(address: new IPAddress([10, 1, (byte)(number >> 8), (byte)number]));
        client.Resume(name, token);
        rig.Run(2);
        var answer = client.Get<AuthFailure>();
        Assert.Equal(Reason.BadToken, answer.Reason);
        Assert.False(client.Has(MessageId.AuthSuccess));
        client.Socket.Close([]);
        rig.Remove(client);
        rig.Run(1);
        return answer;
    }

    private static NativeGuest NewSession(ServerRig rig)
    {
        var client = rig.Dial();
        rig.Run(1);
        rig.Remove(client);
        return rig.Door.Sessions[^1];
    }
}
