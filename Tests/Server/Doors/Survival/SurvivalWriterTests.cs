using Ecs.Server.Doors.Survival;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Every packet of the server as real bytes, in both generations of codes.</summary>
public sealed class SurvivalWriterTests
{
    private static readonly SeenPlayer Zoe = new(3, Fixed.FromInt(3200), Fixed.FromRatio(1, 2), Angle.Down, 75, 100, 35, 0, 0);

    [Fact]
    public void Connection_made() =>
        Both("92a7696f2d696e697491a27331", "92a7696f2d696e697491a27331", static writer => writer.Text(SurvivalServerPacket.Init, "s1").ToArray());

    [Fact]
    public void Clans_list() => Both("92a2696491 81a57465616d7390", "92a14191 81a57465616d7390", static writer => writer.Clans().ToArray());

    [Fact]
    public void Disconnect() =>
        Both("92a16491a66b69636b6564", "92a14291a66b69636b6564", static writer => writer.Text(SurvivalServerPacket.Disconnect, "kicked").ToArray());

    [Fact]
    public void You_are_in() => Both("92a1319103", "92a1439103", static writer => writer.Numbers(SurvivalServerPacket.Welcome, 3).ToArray());

    [Fact]
    public void Add_player() => Both(
        "92a132 92 9aa27331 03 a35a6f65 cd0c80 cb3fe0000000000000 cb3ff921fb54442d18 4b 64 23 00 c3",
        "92a144 92 9aa27331 03 a35a6f65 cd0c80 cb3fe0000000000000 cb3ff921fb54442d18 4b 64 23 00 c3",
        static writer => writer.AddPlayer("s1", Zoe, "Zoe", isYou: true).ToArray());

    [Fact]
    public void Remove_player_by_the_id_that_is_a_string() =>
        Both("92a13491a27331", "92a14591a27331", static writer => writer.Text(SurvivalServerPacket.RemovePlayer, "s1").ToArray());

    [Fact]
    public void Update_players_is_one_flat_array_of_thirteen_each() => Both(
        "92a2333391 9d 03 cd0c80 cb3fe0000000000000 cb3ff921fb54442d18 ff 00 00 c0 00 00 00 00 00",
        "92a16191 9d 03 cd0c80 cb3fe0000000000000 cb3ff921fb54442d18 ff 00 00 c0 00 00 00 00 00",
        static writer =>
        {
            writer.BeginPlayers(1);
            writer.Add(Zoe);
            return writer.Packet.ToArray();
        });

    [Fact]
    public void Two_players_and_what_they_hold_stand_in_one_array() => Both(
        "92a2333391 dc001a 03 cd0c80 cb3fe0000000000000 cb3ff921fb54442d18 ff 00 00 c0 00 00 00 00 00 04 00 ff 00 06 05 00 c0 00 00 00 00 00",
        "92a16191 dc001a 03 cd0c80 cb3fe0000000000000 cb3ff921fb54442d18 ff 00 00 c0 00 00 00 00 00 04 00 ff 00 06 05 00 c0 00 00 00 00 00",
        static writer =>
        {
            writer.BeginPlayers(2);
            writer.Add(Zoe);
            writer.Add(new SeenPlayer(4, Fixed.Zero, Fixed.FromInt(-1), Angle.Right, 100, 100, 35, Weapon: 5, Item: 7));
            return writer.Packet.ToArray();
        });

    [Fact]
    public void Leaderboard_is_one_flat_array_of_three_each() => Both(
        "92a13591 96 03 a35a6f65 cc80 04 a2416c 00",
        "92a14791 96 03 a35a6f65 cc80 04 a2416c 00",
        static writer =>
        {
            writer.BeginLeaderboard(2);
            writer.AddRow(3, "Zoe", 128);
            writer.AddRow(4, "Al", 0);
            return writer.Packet.ToArray();
        });

    [Fact]
    public void Load_objects_is_one_flat_array_of_eight_each() => Both(
        "92a13691 98 11 cd0100 20 00 6e 02 c0 ff",
        "92a14891 98 11 cd0100 20 00 6e 02 c0 ff",
        static writer =>
        {
            writer.BeginObjects(1);
            writer.Add(new SeenObject(17, Fixed.FromInt(256), Fixed.FromInt(32), Fixed.FromInt(110), 2));
            return writer.Packet.ToArray();
        });

    [Fact]
    public void Attack_animation() => Both("92a13793030100", "92a14b93030100", static writer => writer.Attack(3, hasHit: true, 0).ToArray());

    [Fact]
    public void Object_wiggle() =>
        Both("92a13892cb400921fb54442d1811", "92a14c92cb400921fb54442d1811", static writer => writer.Wiggle(Angle.Left, 17).ToArray());

    [Fact]
    public void Own_value() => Both("92a13993a4776f6f640701", "92a14e93a4776f6f640701", static writer => writer.OwnValue("wood", 7).ToArray());

    [Fact]
    public void Health() => Both("92a16892034b", "92a14f92034b", static writer => writer.Numbers(SurvivalServerPacket.Health, 3, 75).ToArray());

    [Fact]
    public void You_died() => Both("92a2313190", "92a15090", static writer => writer.Plain(SurvivalServerPacket.Died).ToArray());

    [Fact]
    public void Action_bar_of_weapons_and_of_items()
    {
        Both("92a2313792 9100 01", "92a15692 9100 01", static writer => writer.ActionBar([0], areWeapons: true).ToArray());
        Both("92a2313792 920306 00", "92a15692 920306 00", static writer => writer.ActionBar([3, 6], areWeapons: false).ToArray());
        Both("92a2313792 90 00", "92a15692 90 00", static writer => writer.ActionBar([], areWeapons: false).ToArray());
    }

    [Fact]
    public void Shutdown_notice() => Both("92a232309102", "92a15a9102", static writer => writer.Numbers(SurvivalServerPacket.Shutdown, 2).ToArray());

    [Fact]
    public void Chat() => Both("92a263689203a3c3b121", "92a1369203a3c3b121", static writer => writer.Chat(3, "ñ!").ToArray());

    [Fact]
    public void Floating_text() =>
        Both("92a174940acb3ff80000000000001901", "92a138940acb3ff80000000000001901", static writer => writer.FloatingText(Fixed.FromInt(10), Fixed.FromRatio(3, 2), 25, 1).ToArray());

    [Fact]
    public void Ping_answer() => Both("92a2707090", "92a13090", static writer => writer.Plain(SurvivalServerPacket.Pong).ToArray());

    [Fact]
    public void Angles_are_radians_from_the_right_clockwise()
    {
        for (var raw = 0; raw < Angle.FullTurn; raw += 5)
        {
            var angle = new Angle((ushort)raw);
            var radians = WireAngle.ToRadians(angle);

            Assert.InRange(radians, -Math.PI + 1e-9, Math.PI);
            Assert.Equal(angle, WireAngle.FromRadians(radians));
            Assert.Equal(angle, WireAngle.FromRadians(radians + (3 * Math.Tau)));
            Assert.InRange((angle.Direction(Fixed.FromInt(1000)).X.Raw / 4096e3) - Math.Cos(radians), -1e-6, 1e-6);
            Assert.InRange((angle.Direction(Fixed.FromInt(1000)).Y.Raw / 4096e3) - Math.Sin(radians), -1e-6, 1e-6);
        }
    }

    [Theory]
    [InlineData(0.0, 127, 0)]
    [InlineData(Math.PI / 4, 127, 127)]
    [InlineData(-Math.PI / 2, 0, -127)]
    [InlineData(Math.PI, -127, 0)]
    [InlineData(0.38, 127, 0)]
    [InlineData(0.40, 127, 127)]
    [InlineData(-1.9, 0, -127)]
    [InlineData(-2.8, -127, 0)]
    [InlineData(18446744073709551615.0, 127, 0)]
    public void A_free_angle_becomes_the_nearest_of_eight_moves(double radians, int x, int y) =>
        Assert.Equal(((sbyte)x, (sbyte)y), WireAngle.ToMove(radians));

    private static void Both(string early, string present, Func<SurvivalWriter, byte[]> write)
    {
        Assert.Equal(early.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(write(new SurvivalWriter(SurvivalCodes.Of()))));
        Assert.Equal(present.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(write(new SurvivalWriter(SurvivalCodes.Of("present")))));
    }
}
