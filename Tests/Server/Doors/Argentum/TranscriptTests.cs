using System.Globalization;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>
/// The client's side of a recorded session of the original client and the original server, replayed against the door at the recorded
/// times. What the original server sent is what the door sends, but for the differences that docs/doors.md lists; each of them
/// is spelled out here.
/// </summary>
public sealed class TranscriptTests
{
    private const int FirstCreature = 10_001;

    private static readonly Lazy<Dictionary<char, (List<ArgentumServerPacket> Original, List<ArgentumServerPacket> Ours)>> Sessions = new(Replay);

    /// <summary>What D is shown lies six seconds after the hunger and blows of another world: only the way in is compared.</summary>
    [Theory]
    [InlineData('A')]
    [InlineData('B')]
    [InlineData('D')]
    public void The_welcome_is_the_recorded_one_byte_for_byte(char who)
    {
        var (original, ours) = Sessions.Value[who];

        // The original sends the very first character one position more (22), before its second table of stats.
        var welcome = WelcomeOf(original).Where((packet, index) => !(packet.Id == 22 && index < 5)).Select(Comparable);
        Assert.Equal(welcome, WelcomeOf(ours).Select(Comparable));
    }

    [Fact]
    public void Dice_are_answered_throw_by_throw_with_the_recorded_values()
    {
        foreach (var who in "AB")
        {
            var (original, ours) = Sessions.Value[who];
            Assert.Equal(Hex(original, 67), Hex(ours, 67));
        }
    }

    [Fact]
    public void A_wrong_password_gets_the_recorded_answer()
    {
        var (original, ours) = Sessions.Value['C'];
        Assert.Equal(original.Select(packet => packet.Hex), ours.Select(packet => packet.Hex));
    }

    /// <summary>What A hears of its own acts, after the welcome.</summary>
    [Fact]
    public void The_acts_of_A_are_answered_as_recorded_but_for_the_listed_differences()
    {
        var (original, ours) = Sessions.Value['A'];
        string[] recorded = [.. AnswersTo(original)];
        string[] expected = [.. recorded.SelectMany(Ours)];

        Assert.Equal(expected, AnswersTo(ours));
        Assert.Equal(34, recorded.Length);
    }

    [Fact]
    public void B_sees_A_walk_turn_talk_and_leave_as_recorded()
    {
        var (original, ours) = Sessions.Value['B'];
        string[] recorded = [.. Seen(original)];

        // Listed: A's second line, which the original could not read, and its yell are heard; what A drops is seen to lie there.
        var expected = recorded.ToList();
        var talk = expected.FindIndex(packet => packet.Contains("hola mundo", StringComparison.Ordinal));
        expected.InsertRange(talk + 1, ["24(Pepe1: niño áé 7)", "24(Pepe1: eh 7)"]);
        expected.InsertRange(talk + 3, ["35(51 52 506)", "36(51 52)"]);
        expected.Insert(expected.Count - 1, "24(Pepe1 te susurra: psst 7)");
        Assert.Equal(expected, Seen(ours));
        Assert.Equal(9, recorded.Length);
    }

    /// <summary>Stamina: a step costs one and a blow two in both; when the world gives it back is a matter of its clock.</summary>
    [Fact]
    public void Each_step_and_blow_of_A_is_followed_by_its_stamina()
    {
        var (original, ours) = Sessions.Value['A'];
        foreach (var side in (List<ArgentumServerPacket>[])[original, ours])
        {
            var before = 100;
            var losses = new List<int>();
            foreach (var value in side.Where(packet => packet.Id == 15).Select(packet => (int)packet.Fields[0]))
            {
                if (value < before)
                    losses.Add(before - value);

                before = value;
            }

            Assert.Equal([1, 1, 1, 1, 1, 2], losses);
        }
    }

    /// <summary>The listed differences, packet by packet.</summary>
    private static IEnumerable<string> Ours(string recorded)
    {
        // The decoder of the original cannot read Latin-1: ours says to all what A said. Its yell is heard too.
        if (recorded.Contains("decodificar", StringComparison.Ordinal))
            return ["24(Pepe1: niño áé 7)", "24(Pepe1: eh 7)"];

        // Its apple stays what it was; ours is eaten, and every later list shows it.
        if (recorded.StartsWith("47(1 1 Manzana Roja 5 ", StringComparison.Ordinal))
            return [recorded.Replace("Roja 5", "Roja 4", StringComparison.Ordinal)];

        // It takes a dropped item for gold; ours lies on the ground, and is picked up again.
        if (recorded.Contains("No tienes oro", StringComparison.Ordinal))
            return ["47(1 1 Manzana Roja 3 0 506 7 0 0 0 0 2)", "35(51 52 506)"];

        if (recorded.Contains("No hay nada aqu", StringComparison.Ordinal))
            return ["47(1 1 Manzana Roja 4 0 506 7 0 0 0 0 2)", "36(51 52)"];

        // Ours names who stands on the tile. The whisper follows the click; the original is silent about it.
        return recorded.Contains("Tile vacio", StringComparison.Ordinal)
            ? [recorded.Replace("Tile vacio", "Ana22", StringComparison.Ordinal), "24(Le susurras a Ana22: psst 7)"]
            : [recorded];
    }

    /// <summary>Everything after the welcome but creatures and their blows, others' comings, and stamina.</summary>
    private static IEnumerable<string> AnswersTo(List<ArgentumServerPacket> heard) => heard
        .Skip(heard.FindLastIndex(packet => packet.Id == 24 && packet.Text.Contains("Buena suerte", StringComparison.Ordinal)) + 1)
        .Where(packet => !IsOfCreatures(packet) && packet.Id is not (15 or 29 or 30))
        .Select(packet => packet.ToString());

    private static IEnumerable<string> Seen(List<ArgentumServerPacket> heard) => heard
        .Skip(heard.FindLastIndex(packet => packet.Id == 24 && packet.Text.Contains("Buena suerte", StringComparison.Ordinal)) + 1)
        .Where(packet => !IsOfCreatures(packet) && packet.Id != 29)
        .Select(packet => packet.ToString());

    /// <summary>Creatures move, strike and wound as their own server's dice say.</summary>
    private static bool IsOfCreatures(ArgentumServerPacket packet) =>
        packet.Id is 104 or 44 or 45
        || (packet.Id is 29 or 32 or 34 && (int)packet.Fields[0] >= FirstCreature)
        || (packet.Id == 39 && (int)packet.Fields[0] == 10);

    private static List<ArgentumServerPacket> WelcomeOf(List<ArgentumServerPacket> heard)
    {
        var begin = heard.FindIndex(packet => packet.Id == 0);
        var end = heard.FindIndex(packet => packet.Id == 24 && packet.Text.Contains("Buena suerte", StringComparison.Ordinal));
        return [.. heard[begin..(end + 1)].Where(packet => !(packet.Id == 29 && (int)packet.Fields[0] >= FirstCreature))];
    }

    /// <summary>
    /// Hit points of the second login are what a creature has left of them, and our apple was eaten; everything else is equal to the byte.
    /// </summary>
    private static string Comparable(ArgentumServerPacket packet) => packet.Id switch
    {
        45 => packet.ToString().Replace("(80 55 ", "(80 80 ", StringComparison.Ordinal),
        47 when (int)packet.Fields[0] == 1 => packet.ToString().Replace("Roja 4", "Roja 5", StringComparison.Ordinal),
        _ => packet.Hex,
    };

    private static IEnumerable<string> Hex(List<ArgentumServerPacket> heard, byte id) => heard.Where(packet => packet.Id == id).Select(packet => packet.Hex);

    private static Dictionary<char, (List<ArgentumServerPacket> Original, List<ArgentumServerPacket> Ours)> Replay()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Argentum", "session.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(Line.Parse)
            .ToArray();
        var dice = lines.Where(line => line is { IsOfClient: false, Bytes: [67, ..] }).Select(line => line.Bytes);
        using var rig = new ArgentumRig(dice: new ScriptedDice([.. dice.Select(five => new DiceThrow(five[1], five[2], five[3], five[4], five[5]))]));

        // Somebody stands where the goblin of the original stood when Pepe1 came, and is gone before Ana22 comes.
        var goblin = StandStill(rig, 50, 50);
        rig.Run(2);
        var sessions = new Dictionary<char, (List<ArgentumServerPacket> Original, List<ArgentumServerPacket> Ours)>();
        var clients = new Dictionary<char, ScriptedClient>();
        var begin = rig.Time.GetElapsedTime(0);
        foreach (var line in lines)
        {
            while (rig.Time.GetElapsedTime(0) - begin < line.At)
                rig.Run();

            if (line.At > TimeSpan.FromSeconds(3.5))
                rig.Room.World.Commands.Doom(goblin);

            Follow(rig, line, sessions, clients);
        }

        rig.Run(30);
        foreach (var (who, client) in clients)
            sessions[who].Ours.AddRange(client.Heard);

        return sessions;
    }

    private static EntityId StandStill(ArgentumRig rig, int x, int y)
    {
        var world = rig.Room.World;
        var id = new EntityId(world.Record.NextEntityId++);
        var birth = new Birth
        {
            Kind = EntityKind.Creature,
            Stage = TickStage.Direct,
            At = new FixedVector(Fixed.FromInt(x), Fixed.FromInt(y)),
            Variant = 1,
            Amount = 1,
        };
        var entity = Births.Thing(world, id, birth);
        world.Store.Get<TilePace>(entity).Debt = ushort.MaxValue;
        world.Enlist(id, entity);
        return id;
    }

    private static void Follow(
        ArgentumRig rig, Line line, Dictionary<char, (List<ArgentumServerPacket> Original, List<ArgentumServerPacket> Ours)> sessions, Dictionary<char, ScriptedClient> clients)
    {
        if (!line.IsOfClient)
        {
            if (line.Bytes.Length != 0)
                sessions[line.Who].Original.AddRange(ArgentumServerPacket.Split(line.Bytes));
        }
        else if (line.Word == "OPEN")
        {
            clients.Add(line.Who, rig.Connect());
            sessions.Add(line.Who, ([], []));
        }
        else if (line.Word == "FIN")
        {
            clients[line.Who].Stream.Close();
        }
        else
        {
            clients[line.Who].Say(line.Bytes);
        }
    }

    private sealed record Line(TimeSpan At, bool IsOfClient, char Who, string Word, byte[] Bytes)
    {
        public static Line Parse(string text)
        {
            var parts = text.Split(';')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var isOfClient = parts[1][0] != '>';
            var word = parts[2] is "OPEN" or "FIN" ? parts[2] : "";
            return new Line(
                TimeSpan.FromMilliseconds(int.Parse(parts[0], CultureInfo.InvariantCulture)),
                isOfClient,
                isOfClient ? parts[1][0] : parts[1][1],
                word,
                word.Length != 0 ? [] : Convert.FromHexString(parts[3]));
        }
    }
}
