using Ecs.Protocol;
using Ecs.Server.Metrics;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>
/// What the original server does with connections and updates, one numbered behaviour after the other, and where this one
/// differs.
/// </summary>
public sealed class PlazaDoorTests
{
    [Fact]
    public void A_newcomer_is_announced_to_the_others_and_hears_who_is_here_and_where()
    {
        using var rig = new PlazaRig();
        var first = rig.Enter(2);
        Assert.Empty(first.Sayings);
        first.Hop(17, 28, rotation: 31);
        rig.Run(1);
        var second = rig.Enter(99);

        Assert.Equal([(2, 99u)], first.Sayings.Select(static saying => (saying.Type, saying.Id)));
        Assert.Equal([(2, 2u), (1, 2u)], second.Sayings.Select(static saying => (saying.Type, saying.Id)));
        var update = second.Updates[0];
        Assert.Equal((17f, 28f, 0f, 31f), (update.X, update.Y, update.Z, update.Rotation));
    }

    [Fact]
    public void An_update_goes_to_all_others_with_the_next_tick_and_not_to_the_sender()
    {
        using var rig = new PlazaRig();
        var people = new[] { rig.Enter(1), rig.Enter(2), rig.Enter(3) };
        Array.ForEach(people, static person => person.Forget());
        people[0].Hop(98.8519f, 6.43f, 0, 192.1888f, id: 1);
        rig.Run(1);

        Assert.Empty(people[0].Sayings);
        foreach (var person in people[1..])
        {
            var update = Assert.Single(person.Sayings);
            Assert.Equal((1, 1u, 98.8519f, 6.43f, 0f, 192.1888f), (update.Type, update.Id, update.X, update.Y, update.Z, update.Rotation));
        }
    }

    [Fact]
    public void Nobody_speaks_for_anybody_else()
    {
        using var rig = new PlazaRig();
        var (liar, listener) = (rig.Enter(500), rig.Enter(77));
        liar.Hop(1, 2, id: 123);
        liar.Say("forged", id: 123);
        rig.Run(1);

        var said = listener.Sayings.Where(static saying => saying.Type is 1 or 4);
        Assert.Equal([500u, 500u], said.Select(static saying => saying.Id).Take(2));
        Assert.DoesNotContain(listener.Sayings, static saying => saying.Id == 123);
    }

    [Fact]
    public void Join_leave_unknown_types_wrong_lengths_and_empty_messages_are_counted_and_change_nothing()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        person.Send([2, 0, 0, 0, 9]);
        person.Send([3, 0, 0, 0, 2]);
        person.Send([7, 1]);
        person.Send([5, 0, 0]);
        person.Send([1, 0, 0]);
        person.Send([4, 0, 0, 0, 1, 0, 0, 0, 200, 1]);
        person.Send([]);
        rig.Run(2);

        Assert.Empty(listener.Sayings);
        Assert.Equal(
            [2L, 2L, 2L, 1L],
            new[] { DropCause.OutOfOrder, DropCause.UnknownMessage, DropCause.Malformed, DropCause.Empty }.Select(rig.Drops));
        person.Hop(3, 4);
        rig.Run(1);
        Assert.Equal((3f, 4f), (listener.Updates[0].X, listener.Updates[0].Y));
    }

    [Fact]
    public void A_text_frame_ends_the_connection_with_1003_and_the_others_hear_of_it()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        person.Client.SendText("hello");
        rig.Run(3);

        person.Hear();
        Assert.Equal(1003, person.Client.CloseCode);
        Assert.Equal([(3, 1u)], listener.Sayings.Select(static saying => (saying.Type, saying.Id)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_goes_is_announced_to_all_who_remain(bool says)
    {
        using var rig = new PlazaRig();
        var (person, first, second) = (rig.Enter(1), rig.Enter(2), rig.Enter(3));
        first.Forget();
        second.Forget();
        if (says)
            person.Leave();
        else
            person.Client.Stream.Close();

        rig.Run(2);
        Assert.Equal([(3, 1u)], first.Sayings.Select(static saying => (saying.Type, saying.Id)));
        Assert.Equal([(3, 1u)], second.Sayings.Select(static saying => (saying.Type, saying.Id)));
        Assert.Equal(2, rig.Room.PlayerCount);
        Assert.Null(rig.Server.Server.Names.Find("player-1"));
    }

    [Fact]
    public void The_second_of_two_with_one_id_replaces_the_first()
    {
        using var rig = new PlazaRig();
        var (listener, first) = (rig.Enter(2), rig.Enter(1, "?name=Ann"));
        first.Hop(5, 5);
        rig.Run(1);
        listener.Forget();
        var second = rig.Enter(1, "?name=Ann");

        rig.Run(1);
        first.Hear();
        Assert.Equal(4001, first.Client.CloseCode);
        var cameAndWent = listener.Sayings.Where(static saying => saying.Type != 1);
        Assert.Equal([(3, 1u), (2, 1u)], cameAndWent.Select(static saying => (saying.Type, saying.Id)));
        Assert.Contains("1: Ann", second.Names);
        first.Client.Stream.Close();
        rig.Run(5);
        second.Hop(7, 8);
        rig.Run(1);
        Assert.Equal((1u, 7f, 8f), (listener.Updates[^1].Id, listener.Updates[^1].X, listener.Updates[^1].Y));
        second.Leave();
        rig.Run(2);
        Assert.Equal((3, 1u), (listener.Sayings[^1].Type, listener.Sayings[^1].Id));
        Assert.Equal(1, rig.Room.PlayerCount);
    }

    [Fact]
    public void An_operators_right_does_not_pass_to_whoever_takes_the_id_over()
    {
        using var rig = new PlazaRig();
        rig.Enter(1, "?name=Ann");
        rig.Server.Server.Names.Find("Ann")!.ChangeRole(PlayerRole.Operator);
        rig.Enter(1, "?name=Ann");

        Assert.Equal(PlayerRole.Player, rig.Server.Server.Names.Find("Ann")!.Role);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("%D0%B0dmin")]
    [InlineData("%CC%81%CC%80")]
    public void A_protected_name_and_one_of_marks_alone_count_as_none(string wished)
    {
        using var rig = new PlazaRig();

        Assert.Contains("7: player-7", rig.Enter(7, $"?name={wished}").Names);
    }

    [Fact]
    public void World_states_come_ten_times_a_second_and_hold_everybody()
    {
        using var rig = new PlazaRig(bots: 2);
        var person = rig.Enter(7);
        person.Hop(12.5f, 13.25f, 1, 90);
        rig.Run(10);
        person.Forget();
        rig.RunSeconds(2);

        Assert.InRange(person.Of(5).Count, 19, 21);
        Assert.Equal([7u, 0x8000_0000u, 0x8000_0001u], person.State.Select(static entry => entry.Id).Order());
        var own = person.State.Single(static entry => entry.Id == 7);
        Assert.Equal((12.5f, 13.25f, 1f, 90f), (own.X, own.Y, own.Z, own.Rotation));
    }

    [Fact]
    public void A_newcomer_is_told_the_map_and_everybodys_name()
    {
        using var rig = new PlazaRig(bots: 1);
        var first = rig.Enter(1, "?name=%D0%90%D0%BD%D0%BD%D0%B0");
        var second = rig.Enter(2);

        Assert.Equal(["1: Анна", "2147483648: bot-1", "2: player-2"], second.Names.Order(StringComparer.Ordinal));
        Assert.Equal(["1: Анна", "2147483648: bot-1", "2: player-2"], first.Names.Order(StringComparer.Ordinal));
        Assert.Equal(19 + (4 * 16), Assert.Single(second.Of(18)).Length);
    }

    [Fact]
    public void Stamps_are_the_servers_own_unix_seconds()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        person.Hop(1, 1, stamp: 5);
        person.Say("hello");
        rig.Run(1);

        var now = (float)rig.Server.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal([now, now], listener.Sayings.Select(static saying => saying.Stamp));
    }

    [Fact]
    public void A_speed_makes_the_world_answer_and_everybody_hears_its_answer()
    {
        using var rig = new PlazaRig(wishSpeed: 10);
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        rig.RunSeconds(1);
        listener.Forget();
        person.Hop(95, 25, rotation: 31.4159f);
        rig.Run(1);

        var update = Assert.Single(listener.Updates);
        Assert.Equal((35f, 25f), (update.X, update.Y));
        Assert.InRange(update.Rotation, 31.4f, 31.43f);
    }

    [Fact]
    public void Who_was_moved_by_an_operator_is_seen_there()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        person.Hop(1, 1);
        rig.RunSeconds(1);
        listener.Forget();
        rig.Room.TryOrder(new OperatorCommand(OperatorCode.RespawnAll, default, 0));
        rig.RunSeconds(0.2);

        Assert.Equal((1u, 25f, 25f), (listener.Updates[0].Id, listener.Updates[0].X, listener.Updates[0].Y));
    }

    [Fact]
    public void While_the_world_stands_still_hops_wait_and_all_arrive_afterwards()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        rig.Room.Pause();
        for (var hop = 0; hop < 20; hop++)
        {
            person.Hop(hop, hop);
            rig.Run(6);
        }

        Assert.DoesNotContain(listener.Updates, static update => update.Id == 1 && update.X != 25);
        listener.Forget();
        rig.Room.Resume();
        rig.Run(30);
        Assert.Equal(Enumerable.Range(0, 20).Select(static hop => (float)hop), listener.Updates.Select(static update => update.X));
    }

    [Fact]
    public void A_server_that_stops_says_1001_and_is_soon_drained()
    {
        using var rig = new PlazaRig();
        var person = rig.Enter(1);
        rig.Server.Server.BeginStop();
        rig.Run(1);
        person.Hear();
        Assert.Equal(1001, person.Client.CloseCode);
        person.Client.SendClose(1001);
        rig.Run(2);

        Assert.True(rig.Door.IsDrained);
        Assert.Equal(0, rig.Door.SessionCount);
        Assert.Equal("plaza:8000", rig.Door.Label);
    }
}
