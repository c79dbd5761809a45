using System.Buffers;
using MessagePack;

namespace Ecs.Scenes.Doors.Survival;

/// <summary>What the original client of the survival game says, in the packets of the 2023 generation.</summary>
public static class SurvivalWords
{
    /// <summary>The envelope's own ping, and its answer.</summary>
    public static byte[] Ping { get; } = Say("pp", 0, static (ref MessagePackWriter _) => { });

    public static byte[] Spawn(string name) => Say("sp", 1, (ref MessagePackWriter writer) =>
    {
        writer.WriteMapHeader(3);
        writer.Write("name");
        writer.Write(name);
        writer.Write("moofoll");
        writer.Write(true);
        writer.Write("skin");
        writer.Write(0);
    });

    /// <param name="angle">In radians; null to stop.</param>
    public static byte[] Move(double? angle) => Say("33", 1, (ref MessagePackWriter writer) =>
    {
        if (angle is { } way)
            writer.Write(way);
        else
            writer.WriteNil();
    });

    public static byte[] Aim(double angle) => Say("2", 1, (ref MessagePackWriter writer) => writer.Write(angle));

    public static byte[] Attack(bool isOn, double angle) => Say("c", 2, (ref MessagePackWriter writer) =>
    {
        writer.Write(isOn ? 1 : 0);
        writer.Write(angle);
    });

    public static byte[] Chat(string text) => Say("ch", 1, (ref MessagePackWriter writer) => writer.Write(text));

    private static byte[] Say(string id, int count, ArgumentWriter write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(2);
        writer.Write(id);
        writer.WriteArrayHeader(count);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private delegate void ArgumentWriter(ref MessagePackWriter writer);
}
