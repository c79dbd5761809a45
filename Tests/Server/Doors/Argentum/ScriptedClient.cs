using System.Buffers.Binary;
using System.Text;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>A client that says what the test tells it to and keeps what it heard, read by read.</summary>
internal sealed class ScriptedClient(MemoryStreamClient stream)
{
    private readonly List<ServerPacket> _heard = [];

    public MemoryStreamClient Stream => stream;

    /// <summary>Everything heard and not forgotten, in order.</summary>
    public IReadOnlyList<ServerPacket> Heard => _heard;

    /// <summary>Bytes of the longest read.</summary>
    public int LongestRead { get; private set; }

    public IEnumerable<string> Lines => _heard.Where(packet => packet.Id == 24).Select(packet => (string)packet.Fields[0]);

    public int Index => (int)_heard.Last(packet => packet.Id == 28).Fields[0];

    public static byte[] LogIn(string name, string password) => [0, .. Text(name), .. Text(password), 0, 13, 0];

    public static byte[] Create(
        string name, string password, byte race = 1, byte gender = 1, byte profession = 1, short head = 5, byte home = 1) =>
        [2, .. Text(name), .. Text(password), 0, 13, 0, race, gender, profession, .. Short(head), .. Text("a@example.org"), home];

    public static byte[] Talk(string text, byte id = 3) => [id, .. Text(text)];

    public static byte[] Whisper(string to, string text) => [5, .. Text(to), .. Text(text)];

    public static byte[] Text(string text) => [.. Short((short)text.Length), .. Encoding.Latin1.GetBytes(text)];

    public ScriptedClient Say(params byte[] bytes)
    {
        stream.Send(bytes);
        return this;
    }

    /// <summary>Takes what came as one read: it must hold whole packets only.</summary>
    public void Turn()
    {
        if (!stream.IsReading)
        {
            return;
        }

        var read = stream.TakeAll();
        LongestRead = Math.Max(LongestRead, read.Length);
        _heard.AddRange(ServerPacket.Split(read));
    }

    public ScriptedClient Forget()
    {
        _heard.Clear();
        return this;
    }

    public IEnumerable<ServerPacket> All(byte id) => _heard.Where(packet => packet.Id == id);

    /// <summary>Ids in the order in which they were heard.</summary>
    public IEnumerable<int> Ids => _heard.Select(packet => (int)packet.Id);

    private static byte[] Short(short value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, value);
        return bytes;
    }
}
