using System.Buffers.Binary;
using System.Text;

namespace Ecs.Scenes.Doors.Arena;

/// <summary>
/// A message of the server as the original client reads it; written from the table of the wire and not from our writer. Fields that
/// a message does not have are as they were made.
/// </summary>
public sealed record ArenaHeard(byte Code, string Hex)
{
    public const byte Authenticated = 65;
    public const byte Refused = 66;
    public const byte Connected = 67;
    public const byte Disconnected = 102;
    public const byte Shot = 105;
    public const byte Updated = 112;
    public const byte Ranking = 199;
    public const byte Chat = 200;
    public const byte Popup = 201;
    public const byte Pong = 255;

    /// <summary>67 for oneself, 101 for another.</summary>
    public byte Kind { get; private set; }

    public byte Id { get; private set; }

    public ushort Mask { get; private set; }

    public float X { get; private set; }

    public float Y { get; private set; }

    public byte IsAlive { get; private set; }

    public byte Health { get; private set; }

    public byte TeamId { get; private set; }

    public string Team { get; private set; } = "";

    public ushort Kills { get; private set; }

    public float Speed { get; private set; }

    public float Cooldown { get; private set; }

    public string Name { get; private set; } = "";

    public byte PowerUp { get; private set; }

    public short BulletSpeed { get; private set; }

    public short Degrees { get; private set; }

    public string Text { get; private set; } = "";

    public ulong Stamp { get; private set; }

    /// <exception cref="InvalidDataException">The original client could not read the message to its end, or knows none like it.</exception>
    public static ArenaHeard Read(ReadOnlySpan<byte> message)
    {
        var heard = new ArenaHeard(message[0], Convert.ToHexStringLower(message));
        var rest = message[1..];
        switch (heard.Code)
        {
            case Authenticated or Refused:
                break;
            case Connected:
                heard.Kind = Byte(ref rest);
                heard.Id = Byte(ref rest);
                heard.ReadFields(ref rest, 0x7FF);
                break;
            case Disconnected:
                heard.Id = Byte(ref rest);
                break;
            case Shot:
                heard.Id = Byte(ref rest);
                heard.BulletSpeed = (short)UShort(ref rest);
                heard.Degrees = (short)UShort(ref rest);
                break;
            case Updated:
                heard.Id = Byte(ref rest);
                heard.Mask = UShort(ref rest);
                heard.ReadFields(ref rest, heard.Mask);
                break;
            case Ranking or Chat or Popup:
                heard.Text = String(ref rest);
                break;
            case Pong:
                heard.Stamp = BinaryPrimitives.ReadUInt64LittleEndian(Take(ref rest, sizeof(ulong)));
                break;
            default:
                throw new InvalidDataException($"no client knows {heard.Hex}");
        }

        return rest.IsEmpty ? heard : throw new InvalidDataException($"{rest.Length} bytes too many in {heard.Hex}");
    }

    private void ReadFields(ref ReadOnlySpan<byte> rest, ushort mask)
    {
        Mask = mask;
        X = (mask & 0x001) != 0 ? Single(ref rest) : 0;
        Y = (mask & 0x002) != 0 ? Single(ref rest) : 0;
        IsAlive = (mask & 0x004) != 0 ? Byte(ref rest) : (byte)0;
        Health = (mask & 0x008) != 0 ? Byte(ref rest) : (byte)0;
        TeamId = (mask & 0x010) != 0 ? Byte(ref rest) : (byte)0;
        Team = (mask & 0x020) != 0 ? String(ref rest) : "";
        Kills = (mask & 0x040) != 0 ? UShort(ref rest) : (ushort)0;
        Speed = (mask & 0x080) != 0 ? Single(ref rest) : 0;
        Cooldown = (mask & 0x100) != 0 ? Single(ref rest) : 0;
        Name = (mask & 0x200) != 0 ? String(ref rest) : "";
        PowerUp = (mask & 0x400) != 0 ? Byte(ref rest) : (byte)0;
    }

    private static byte Byte(ref ReadOnlySpan<byte> rest) => Take(ref rest, sizeof(byte))[0];

    private static ushort UShort(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, sizeof(ushort)));

    private static float Single(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadSingleLittleEndian(Take(ref rest, sizeof(float)));

    private static string String(ref ReadOnlySpan<byte> rest)
    {
        var zero = rest.IndexOf((byte)0);
        var bytes = Take(ref rest, zero < 0 ? int.MaxValue : zero);
        Take(ref rest, 1);
        return Encoding.UTF8.GetString(bytes);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length)
            throw new InvalidDataException("a message ends within a field");

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
