using Ecs.Client.Inputs;
using Ecs.Scenes.Doors.Plaza;
using Ecs.Server.Metrics;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Tests.Simulation;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Whole visits: what the original client does, in good networks and bad ones, and who else is there.</summary>
[Collection(AloneLane.Name)]
public sealed class PlazaStoryTests
{
    /// <summary>Two original clients for a minute: ten updates a second anywhere in the square, some chat, one leaves.</summary>
    [Fact]
    public void Two_original_clients_roam_talk_and_leave()
    {
        using var rig = new PlazaRig();
        var random = new Random(7);
        var ann = rig.Enter(123);
        var bob = rig.Enter(77);
        var (ofAnn, ofBob) = (new List<(float, float, float)>(), new List<(float, float, float)>());
        for (var step = 0; step < 600; step++)
        {
            ofAnn.Add(Roam(ann, 123, random));
            ofBob.Add(Roam(bob, 77, random));
            if (step == 100)
            {
                ann.Say("hello", 123);
                bob.Say("привет", 77);
            }

            rig.Run(6);
        }

        Assert.Equal(ofBob, ann.Updates.Where(static update => update.Id == 77).Select(Seen));
        Assert.Equal(ofAnn, bob.Updates.Where(static update => update.Id == 123).Select(Seen));
        Assert.DoesNotContain(ann.Updates, static update => update.Id == 123);
        Assert.Equal(["123: hello", "77: привет"], ann.Chat);
        Assert.Equal(["123: hello", "77: привет"], bob.Chat);
        bob.Leave();
        rig.Run(2);
        Assert.Equal((3, 77u), (ann.Sayings[^1].Type, ann.Sayings[^1].Id));
        Assert.Equal(0, rig.Drops(DropCause.QueueFull));
    }

    /// <summary>People who come and hop at any time: every position is heard once, and only if somebody sent it.</summary>
    [Fact]
    public void Clients_hear_only_positions_that_others_sent_and_each_once() => Seeded.Run(10, random =>
    {
        using var rig = new PlazaRig(seed: random.Next());
        var present = new Dictionary<uint, PlazaPerson>();
        var since = new Dictionary<uint, int>();
        var sent = new List<(uint Id, float X, int At)>();
        var step = 0;
        for (var tick = 0; tick < 900; tick++)
        {
            foreach (var (id, person) in present)
            {
                if (random.Next(6) == 0)
                {
                    person.Hop(++step, id);
                    sent.Add((id, step, tick));
                }
            }

            var comer = (uint)random.Next(1, 1_000_000);
            if (random.Next(30) == 0 && present.Count < 8)
            {
                present.Add(comer, rig.Dial($"/ws/{comer}"));
                since.Add(comer, tick);
            }

            rig.Run(1);
        }

        rig.Run(60);
        foreach (var (id, person) in present)
        {
            var heard = person.Updates.Select(static update => (update.Id, update.X)).ToList();
            Assert.Equal(heard.Distinct(), heard);
            Assert.Subset(sent.Where(hop => hop.Id != id).Select(static hop => (hop.Id, hop.X)).ToHashSet(), heard.ToHashSet());
            var due = sent.Where(hop => hop.Id != id && hop.At > since[id] + 1).Select(static hop => (hop.Id, hop.X)).ToHashSet();
            Assert.Subset(heard.ToHashSet(), due);
        }

        Assert.True(sent.Count > 500);
    });

    [Fact]
    public void Who_walks_is_told_to_a_newcomer_once()
    {
        using var rig = new PlazaRig(bots: 6);
        rig.RunSeconds(2);
        for (uint id = 1; id <= 40; id++)
        {
            var person = rig.Enter(id);
            rig.Run(1);
            var first = person.Updates.Where(static update => update.Id >= 0x8000_0000).Select(static update => (update.Id, update.X, update.Y)).ToList();
            Assert.Equal(first.Distinct(), first);
            Assert.Equal(6, first.Select(static update => update.Id).Distinct().Count());
            person.Leave();
        }
    }

    /// <summary>A network that holds back nearly half a minute of updates, which is as long as silence may last, and lets them go at once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(150)]
    [InlineData(290)]
    public void Every_hop_is_relayed_in_order_whatever_the_bursts(int burst)
    {
        using var rig = new PlazaRig();
        var random = new Random(11);
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        var sent = new List<(float, float, float)>();
        var waiting = new Queue<int>();
        for (var step = 0; step < 300; step++)
        {
            rig.Run(6);
            listener.Client.Read();
            waiting.Enqueue(random.Next());
            while ((step + 1) % burst == 0 && waiting.TryDequeue(out var hop))
                sent.Add(Roam(person, 1, new Random(hop)));
        }

        rig.RunSeconds(6);
        Assert.Equal(sent, listener.Updates.Select(Seen));
        Assert.Equal(0, rig.Drops(DropCause.QueueFull));
    }

    [Fact]
    public void Every_hop_is_relayed_whatever_the_jitter() => Seeded.Run(10, random =>
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        var sent = new List<(float, float, float)>();
        var waiting = 0;
        for (var tick = 0; tick < 1_200; tick++)
        {
            waiting += tick % 6 == 0 ? 1 : 0;
            if (random.Next(30) == 0 || waiting >= 20)
            {
                for (; waiting > 0; waiting--)
                    sent.Add(Roam(person, 1, random));
            }

            rig.Run(1);
        }

        rig.RunSeconds(1);
        Assert.Equal(sent, listener.Updates.Select(Seen));
    });

    [Fact]
    public void A_client_faster_than_the_world_loses_its_oldest_hops_and_harms_nobody()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        listener.Forget();
        for (var tick = 0; tick < 60; tick++)
        {
            for (var hop = 0; hop < 20; hop++)
                person.Hop(tick, hop);

            rig.Run(1);
        }

        rig.RunSeconds(6);
        Assert.InRange(rig.Drops(DropCause.QueueFull), 780, 900);
        Assert.InRange(listener.Updates.Count, 300, 60 + 360);
        Assert.Equal((59f, 19f), (listener.Updates[^1].X, listener.Updates[^1].Y));
    }

    [Fact]
    public void A_client_at_a_fast_screens_rate_is_not_behind_for_ever()
    {
        using var rig = new PlazaRig();
        var (person, listener) = (rig.Enter(1), rig.Enter(2));
        var sent = 0;
        for (var tick = 0; tick < 60 * 40; tick++)
        {
            for (; sent < (tick + 1) * 144 / 60; sent++)
                person.Hop(sent % 4_000, 0);

            rig.Run(1);
            listener.Client.Read();
        }

        Assert.InRange((sent % 4_000) - listener.Updates[^1].X, 1, 30);
    }

    [Fact]
    public void A_native_player_sees_the_clients_of_this_door_and_is_seen()
    {
        using var rig = new PlazaRig();
        var person = rig.Enter(1, "?name=Ann");
        var native = rig.Server.Seat("Bob");
        person.Hop(50.5f, 60.25f, 0, 90);
        native.Client.Intent = new(127, 0, Angle.Right, Buttons.None);
        rig.RunSeconds(2);

        var bob = person.Updates[^1];
        Assert.Equal(0x8000_0000u, bob.Id);
        Assert.InRange(bob.X, 90, 96); // from 75, ten units a second for nearly two seconds
        Assert.Equal(90f, bob.Rotation);
        Assert.InRange(person.Updates.Count(static update => update.Id == 0x8000_0000), 15, 22);
        var ann = native.Find(rig.Server.SeatOf("Ann").Avatar.Value);
        Assert.Equal((50, 60), (ann.X.Floor(), ann.Y.Floor()));
        Assert.Equal(0, native.Count(WorldEventKind.Died));
        native.Client.Leave();
        rig.RunSeconds(1);
        Assert.Equal((3, 0x8000_0000u), (person.Sayings[^1].Type, person.Sayings[^1].Id));
    }

    [Fact]
    public void A_native_bot_strolls_among_the_clients_of_this_door()
    {
        using var rig = new PlazaRig();
        var person = rig.Enter(1, "?name=Ann");
        var native = rig.Server.Seat("Bob");
        native.Client.Pilot = new BotPilot(TestGames.Shipped, 3);
        person.Forget();
        for (var step = 0; step < 300; step++)
        {
            person.Hop(step % 100, 50, id: 1);
            rig.Run(6);
        }

        var walk = person.Updates.Where(static update => update.Id == 0x8000_0000).ToList();
        Assert.InRange(walk.Count, 100, 301);
        Assert.InRange(walk.Max(static step => step.X) - walk.Min(static step => step.X), 10, 100);
        var ann = native.Find(rig.Server.SeatOf("Ann").Avatar.Value);
        Assert.InRange(ann.X.Floor(), 95, 99);
        Assert.Equal(50, ann.Y.Floor());
    }

    [Fact]
    public void Bots_stroll_before_everybodys_eyes()
    {
        using var rig = new PlazaRig(bots: 4);
        var person = rig.Enter(1);
        person.Forget();
        rig.RunSeconds(30);

        foreach (var bot in Enumerable.Range(0, 4).Select(static index => 0x8000_0000u + (uint)index))
            Assert.InRange(person.Updates.Count(update => update.Id == bot), 30, 301);

        Assert.All(person.Updates, static update => Assert.True(update.X is > -1 and < 101 && update.Y is > -1 and < 101));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_stops_reading_or_vanishes_is_gone_within_half_a_minute_and_nobody_else_notices(bool vanishes)
    {
        using var rig = new PlazaRig();
        var (person, listener, stuck) = (rig.Enter(1), rig.Enter(2), rig.Enter(3));
        listener.Forget();
        if (vanishes)
            stuck.Client.Stream.Vanish();
        else
            stuck.Client.Stream.IsReading = false;

        for (var hop = 0; hop < 350; hop++)
        {
            person.Hop(hop % 100, 1);
            rig.Run(6);
            listener.Client.Read();
            person.Client.Read();
        }

        Assert.Equal(350, listener.Updates.Count);
        Assert.Single(listener.Sayings, static saying => (saying.Type, saying.Id) == (3, 3u));
        Assert.Equal(2, rig.Room.PlayerCount);
    }

    [Fact]
    public void A_warm_plaza_of_roaming_clients_allocates_nothing_in_the_door()
    {
        using var rig = new PlazaRig(bots: 4);
        var people = Enumerable.Range(1, 8).Select(id => rig.Enter((uint)id)).ToArray();
        var random = new Random(3);

        Allocations.AssertNoneOnceWarm(meter =>
        {
            for (var step = 0; step < 100; step++)
            {
                foreach (var person in people)
                    Roam(person, 0, random);

                rig.Server.TurnClients();
                meter.Start();
                rig.Server.Server.Tick.Run(rig.Server.TickLength);
                meter.Stop();
                Array.ForEach(people, static person => person.Forget());
                rig.Run(5);
            }
        });
    }

    private static (float X, float Y, float Rotation) Roam(PlazaPerson person, uint id, Random random)
    {
        var hop = (X: random.NextSingle() * 100, Y: random.NextSingle() * 100, Rotation: random.NextSingle() * 360);
        person.Hop(hop.X, hop.Y, 0, hop.Rotation, id);
        return hop;
    }

    private static (float X, float Y, float Rotation) Seen(PlazaSaying update) => (update.X, update.Y, update.Rotation);
}
