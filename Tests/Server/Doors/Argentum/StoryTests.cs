using Ecs.Scenes.Doors.Argentum;
using Ecs.Simulation.Values;
using Ecs.Tests.Simulation.Games.Argentum;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Whole evenings in the world of tiles.</summary>
public sealed class StoryTests
{
    [Fact]
    public void Two_characters_meet_talk_use_their_things_leave_and_come_back_where_they_were_after_a_restart()
    {
        var store = new KeptStore();
        byte[] savedPepe;
        using (var rig = new ArgentumRig(ArgentumScene.Shipped(), store))
        {
            // They are made, and see each other.
            var pepe = rig.Connect().Say(1);
            rig.Run(5);
            Assert.Equal([67], pepe.Ids);
            pepe.Say(ClientBytes.Create("Pepe1", "secreto1", profession: 1));
            rig.Run(3);
            var ana = rig.Enter("Ana22", "secreto2");
            Assert.Contains("Pepe1", ana.All(29).Select(packet => packet.Text));
            Assert.Contains("Ana22", pepe.All(29).Select(packet => packet.Text));

            // Pepe walks a way that Ana sees.
            rig.Forget();
            foreach (var heading in (byte[])[2, 2, 3, 3, 3])
            {
                pepe.Say(6, heading);
                rig.Run(16);
            }

            int[][] way = [[56, 54], [57, 54], [57, 55], [57, 56], [57, 57]];
            Assert.Equal(way, ana.All(32).Where(packet => (int)packet.Fields[0] == 1).Select(packet => packet.Fields.Skip(1).Cast<int>().ToArray()));
            Assert.InRange(pepe.All(15).Count(), 5, 10); // One for each step; breath comes back in between.

            // They talk.
            ana.Say(ClientBytes.Talk("hola, ¿qué tal?"));
            pepe.Say(ClientBytes.Talk("muy bien"));
            rig.Run();
            Assert.Equal(["Pepe1: muy bien", "Ana22: hola, ¿qué tal?"], pepe.Lines.Order(StringComparer.Ordinal).Reverse());
            Assert.Equal(pepe.Lines, ana.Lines);

            // Pepe eats, puts on his armour, and gives Ana his axe.
            pepe.Say(30, 1).Say(36, 6).Say(24, 3, 1, 0);
            rig.Run(2);
            Assert.Equal(4, pepe.All(47).Last(packet => (int)packet.Fields[0] == 1).Fields[3]);
            Assert.Equal(1, pepe.All(47).Last(packet => (int)packet.Fields[0] == 6).Fields[4]);
            Assert.Contains(ana.All(35), packet => packet.Fields.SequenceEqual<object>([57, 57, 505]));
            pepe.Say(6, 4);
            rig.Run(20);
            foreach (var heading in (byte[])[2, 2, 2, 3, 3, 3, 3])
            {
                ana.Say(6, heading);
                rig.Run(16);
            }

            ana.Say(9);
            rig.Run(2);
            Assert.Equal(11, ana.All(47).Last(packet => (int)packet.Fields[0] == 3).Fields[3]);

            // Ana's program is ended, Pepe quits; then the server stops.
            ana.Stream.Close();
            pepe.Say(7);
            rig.Run();
            Assert.Equal([56, 57], pepe.All(22).Last().Fields);
            savedPepe = new byte[1024];
            savedPepe = savedPepe[..rig.Room.World.SaveCharacter(rig.Room.SeatAt(0)!.Slot, savedPepe)];
            pepe.Say(71);
            rig.Run(3);
            Assert.Equal(0, rig.Door.SessionCount);
            rig.Stop();
        }

        using var later = new ArgentumRig(ArgentumScene.Shipped(), store);
        var again = later.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        var anaAgain = later.Connect().Say(ClientBytes.LogIn("ANA22", "secreto2"));
        later.Run(3);
        Assert.Equal([56, 57], again.All(22).Last().Fields);
        Assert.Equal([57, 57], anaAgain.All(22).Last().Fields);
        Assert.Equal("Ana22", anaAgain.All(29).First().Text);
        Assert.Equal(11, anaAgain.All(47).Single(packet => (int)packet.Fields[0] == 3).Fields[3]);
        var now = new byte[1024];
        Assert.Equal(savedPepe, now[..later.Room.World.SaveCharacter(later.Room.SeatAt(0)!.Slot, now)]);
    }

    [Fact]
    public void A_stop_tells_everyone_saves_everyone_and_is_over_soon()
    {
        var store = new KeptStore();
        using (var rig = new ArgentumRig(store: store))
        {
            var client = rig.Enter("Pepe1").Say(6, 2);
            rig.Run(2);
            client.Forget();
            rig.Stop();
            Assert.Equal("El servidor se está cerrando.", Assert.Single(client.Heard).Text);
            Assert.True(client.Stream.IsClosed);
            Assert.True(rig.Door.IsDrained);
        }

        using var later = new ArgentumRig(store: store);
        var again = later.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        later.Run(3);
        Assert.Equal([51, 50], again.All(22).Last().Fields);
    }

    [Fact]
    public void A_server_that_dies_loses_at_most_half_a_minute()
    {
        var store = new KeptStore();
        var rig = new ArgentumRig(store: store);
        var client = rig.Enter("Pepe1").Say(6, 2);
        rig.RunSeconds(31);
        client.Say(6, 2);
        rig.RunSeconds(1);

        // Nobody tells the first server that it has ended.
        using var later = new ArgentumRig(store: store);
        var again = later.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        later.Run(3);
        Assert.Equal([51, 50], again.All(22).Last().Fields);
        rig.Dispose();
    }

    /// <summary>Not even for the moment in which one character is saved and the other is not.</summary>
    [Fact]
    public void A_thing_that_changed_hands_is_not_doubled_by_a_server_that_dies()
    {
        var store = new KeptStore();
        var rig = new ArgentumRig(store: store);
        var giver = rig.Enter("Pepe1").Say(24, 1, 3, 0);
        rig.Run();
        giver.Say(6, 1);
        rig.Run(20);
        var taker = rig.Enter("Ana22").Say(9);
        rig.Run(2);
        taker.Say(71);
        rig.Run(2);

        using var later = new ArgentumRig(store: store);
        ScriptedClient[] both = [.. new[] { "Pepe1", "Ana22" }.Select(name => later.Connect().Say(ClientBytes.LogIn(name, "secreto1")))];
        later.Run(3);
        Assert.Equal([2, 8], both.Select(client => (int)client.All(47).First().Fields[3]));
        rig.Dispose();
    }

    /// <summary>What is thrown down in the read of the quit stays in the bag; a tick later it lies on the ground, and never both.</summary>
    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(1, 2, 1)]
    public void Who_drops_something_and_quits_leaves_it_once(int ticksBetween, int carried, int heaps)
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1").Say(24, 1, 3, 0);
        rig.Run(ticksBetween);
        client.Say(71);
        rig.Run(3);
        var again = rig.Connect().Say(ClientBytes.LogIn("Pepe1", "secreto1"));
        rig.Run(3);

        Assert.Equal(carried, again.All(47).First().Fields[3]);
        Assert.Equal(heaps, again.All(35).Count());
    }

    [Fact]
    public void A_native_player_sees_and_is_seen_and_walks_at_the_same_pace()
    {
        using var rig = new ArgentumRig();
        var client = rig.Enter("Pepe1");
        var native = rig.EnterNative("Native");
        rig.Run(30);

        Assert.Contains(client.All(29), packet => packet.Text == "Native" && (int)packet.Fields[0] == 2);
        Assert.Contains(native.Client.View.Entities.ToArray(), entity => entity.Slot == rig.Server.FindSeat("Pepe1")!.Slot);

        rig.Forget();
        native.Client.Act(new(Ecs.Simulation.Inputs.PlayerActionCode.Step, 1, 0));
        rig.Run(30);
        Assert.Equal([[2, 49, 48]], client.All(32).Select(packet => packet.Fields));

        client.Say(6, 3);
        rig.Run(30);
        var seen = native.Client.View.Entities.ToArray().Single(entity => entity.Slot == rig.Server.FindSeat("Pepe1")!.Slot);
        Assert.Equal((50, 51), (seen.X.Round(), seen.Y.Round()));
    }

    [Fact]
    public void Bots_live_in_the_room_and_are_seen_walking_and_dropping_things()
    {
        using var rig = new ArgentumRig(ArgentumScene.Shipped());
        var native = rig.EnterNative("Native");
        var client = rig.Enter("Pepe1");
        rig.Room.SetBots(10);
        rig.RunSeconds(60);

        Assert.Equal(10, client.All(29).Select(packet => packet.Text).Where(name => name.StartsWith("bot-", StringComparison.Ordinal)).Distinct().Count());
        Assert.InRange(client.All(32).Count(), 200, int.MaxValue);
        Assert.NotEmpty(client.All(35));
        Assert.NotEmpty(client.All(36));
        Assert.Equal(12, native.Client.View.Entities.ToArray().Count(entity => entity.Kind == EntityKind.Avatar));
    }
}
