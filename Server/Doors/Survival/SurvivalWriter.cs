using Ecs.Protocol;
using Ecs.Simulation.Numerics;
using MessagePack;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// Packets to bytes: <c>[id, [arg, ...]]</c>, the id always a string, whole numbers as integers and all others as float64. A
/// packet lies in <see cref="Packet"/> until the next one is written; nothing is allocated once the buffers have grown.
/// </summary>
internal sealed class SurvivalWriter(PacketCodes codes)
{
    /// <summary>Code points of a name.</summary>
    public const int NameLimit = 16;

    /// <summary>Code points of a line of chat.</summary>
    public const int ChatLimit = 30;

    /// <summary>Values of one player in an update.</summary>
    public const int ValuesPerPlayer = 13;

    /// <summary>Values of one object.</summary>
    public const int ValuesPerObject = 8;

    /// <summary>Of a body that stands for itself: no building in the hand, no clan, no owner.</summary>
    private const int Nothing = -1;

    private readonly PacketBuffer _packet = new();

    public ReadOnlySpan<byte> Packet => _packet.Span;

    /// <summary>Packets without arguments: died, pong.</summary>
    public ReadOnlySpan<byte> Plain(SurvivalServerPacket packet)
    {
        var writer = Begin(packet, 0);
        return End(ref writer);
    }

    /// <summary>Packets of one text: init, disconnect, remove player.</summary>
    public ReadOnlySpan<byte> Text(SurvivalServerPacket packet, ReadOnlySpan<char> text)
    {
        var writer = Begin(packet, 1);
        writer.Write(text);
        return End(ref writer);
    }

    /// <summary>Packets of whole numbers: welcome, shutdown, health.</summary>
    public ReadOnlySpan<byte> Numbers(SurvivalServerPacket packet, params ReadOnlySpan<int> numbers)
    {
        var writer = Begin(packet, numbers.Length);
        foreach (var number in numbers)
            writer.Write(number);
        return End(ref writer);
    }

    /// <summary>No clans.</summary>
    public ReadOnlySpan<byte> Clans()
    {
        var writer = Begin(SurvivalServerPacket.Clans, 1);
        writer.WriteMapHeader(1);
        writer.WriteString("teams"u8);
        writer.WriteArrayHeader(0);
        return End(ref writer);
    }

    public ReadOnlySpan<byte> AddPlayer(string id, in SeenPlayer player, ReadOnlySpan<char> name, bool isYou)
    {
        var writer = Begin(SurvivalServerPacket.AddPlayer, 2);
        writer.WriteArrayHeader(10);
        writer.Write(id);
        writer.Write(player.Sid);
        writer.Write(name);
        Write(ref writer, player.X);
        Write(ref writer, player.Y);
        Write(ref writer, player.Facing);
        writer.Write(player.Health);
        writer.Write(player.MaxHealth);
        writer.Write(player.Scale);
        writer.Write(0); // skin colour
        writer.Write(isYou);
        return End(ref writer);
    }

    /// <summary>Begins an update of so many players; each is added with <see cref="Add(in SeenPlayer)"/>.</summary>
    public void BeginPlayers(int players) => BeginFlat(SurvivalServerPacket.UpdatePlayers, players * ValuesPerPlayer);

    public void Add(in SeenPlayer player)
    {
        var writer = new MessagePackWriter(_packet);
        writer.Write(player.Sid);
        Write(ref writer, player.X);
        Write(ref writer, player.Y);
        Write(ref writer, player.Facing);
        writer.Write(player.Item > 0 ? player.Item - 1 : Nothing);
        writer.Write(player.Weapon);
        writer.Write(0);  // variant of the weapon
        writer.WriteNil(); // clan
        writer.Write(0);  // its leader
        writer.Write(0);  // hat
        writer.Write(0);  // accessory
        writer.Write(0);  // icon
        writer.Write(0);  // layer
        writer.Flush();
    }

    /// <summary>Begins a list of so many objects; each is added with <see cref="Add(in SeenObject)"/>.</summary>
    public void BeginObjects(int objects) => BeginFlat(SurvivalServerPacket.LoadObjects, objects * ValuesPerObject);

    public void Add(in SeenObject thing)
    {
        var writer = new MessagePackWriter(_packet);
        writer.Write(thing.Sid);
        Write(ref writer, thing.X);
        Write(ref writer, thing.Y);
        writer.Write(0); // direction
        Write(ref writer, thing.Radius);
        writer.Write(thing.Type);
        writer.WriteNil(); // it is no item that somebody built
        writer.Write(Nothing);
        writer.Flush();
    }

    /// <summary>Begins a leaderboard of so many rows; each is added with <see cref="AddRow"/>.</summary>
    public void BeginLeaderboard(int rows) => BeginFlat(SurvivalServerPacket.Leaderboard, rows * 3);

    public void AddRow(int sid, ReadOnlySpan<char> name, int score)
    {
        var writer = new MessagePackWriter(_packet);
        writer.Write(sid);
        writer.Write(name);
        writer.Write(score);
        writer.Flush();
    }

    public ReadOnlySpan<byte> Attack(int sid, bool hasHit, int weapon)
    {
        var writer = Begin(SurvivalServerPacket.Attack, 3);
        writer.Write(sid);
        writer.Write(hasHit ? 1 : 0);
        writer.Write(weapon);
        return End(ref writer);
    }

    public ReadOnlySpan<byte> Wiggle(Angle direction, int sid)
    {
        var writer = Begin(SurvivalServerPacket.Wiggle, 2);
        Write(ref writer, direction);
        writer.Write(sid);
        return End(ref writer);
    }

    public ReadOnlySpan<byte> OwnValue(string property, int value)
    {
        var writer = Begin(SurvivalServerPacket.OwnValue, 3);
        writer.Write(property);
        writer.Write(value);
        writer.Write(1); // draw it anew
        return End(ref writer);
    }

    /// <summary>What a client may choose from.</summary>
    public ReadOnlySpan<byte> ActionBar(ReadOnlySpan<int> ids, bool areWeapons)
    {
        var writer = Begin(SurvivalServerPacket.ActionBar, 2);
        writer.WriteArrayHeader(ids.Length);
        foreach (var id in ids)
            writer.Write(id);
        writer.Write(areWeapons ? 1 : 0);
        return End(ref writer);
    }

    public ReadOnlySpan<byte> Chat(int sid, ReadOnlySpan<char> text)
    {
        var writer = Begin(SurvivalServerPacket.Chat, 2);
        writer.Write(sid);
        writer.Write(text);
        return End(ref writer);
    }

    public ReadOnlySpan<byte> FloatingText(Fixed x, Fixed y, int value, int type)
    {
        var writer = Begin(SurvivalServerPacket.FloatingText, 4);
        Write(ref writer, x);
        Write(ref writer, y);
        writer.Write(value);
        writer.Write(type);
        return End(ref writer);
    }

    private void BeginFlat(SurvivalServerPacket packet, int values)
    {
        var writer = Begin(packet, 1);
        writer.WriteArrayHeader(values);
        writer.Flush();
    }

    private MessagePackWriter Begin(SurvivalServerPacket packet, int arguments)
    {
        _packet.Clear();
        var writer = new MessagePackWriter(_packet);
        writer.WriteArrayHeader(2);
        writer.WriteString(codes.CodeOf(packet));
        writer.WriteArrayHeader(arguments);
        return writer;
    }

    private ReadOnlySpan<byte> End(scoped ref MessagePackWriter writer)
    {
        writer.Flush();
        return _packet.Span;
    }

    private static void Write(ref MessagePackWriter writer, Fixed value)
    {
        if (value.Raw % Fixed.RawPerUnit == 0)
            writer.Write(value.Raw / Fixed.RawPerUnit);
        else
            writer.Write((double)value.Raw / Fixed.RawPerUnit);
    }

    private static void Write(ref MessagePackWriter writer, Angle angle)
    {
        var radians = WireAngle.ToRadians(angle);
        if (radians == 0)
            writer.Write(0);
        else
            writer.Write(radians);
    }
}
