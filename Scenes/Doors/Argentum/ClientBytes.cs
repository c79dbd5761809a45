using System.Buffers.Binary;
using System.Text;

namespace Ecs.Scenes.Doors.Argentum;

/// <summary>What the original client says, as bytes.</summary>
public static class ClientBytes
{
    public static byte[] LogIn(string name, string password) => [0, .. Text(name), .. Text(password), 0, 13, 0];

    public static byte[] Create(
        string name, string password, byte race = 1, byte gender = 1, byte profession = 1, short head = 5, byte home = 1) =>
        [2, .. Text(name), .. Text(password), 0, 13, 0, race, gender, profession, .. Short(head), .. Text("a@example.org"), home];

    /// <summary>Id 3, or 4 for a yell.</summary>
    public static byte[] Talk(string text, byte id = 3) => [id, .. Text(text)];

    public static byte[] Whisper(string to, string text) => [5, .. Text(to), .. Text(text)];

    private static byte[] Text(string text) => [.. Short((short)text.Length), .. Encoding.Latin1.GetBytes(text)];

    private static byte[] Short(short value)
    {
        var bytes = new byte[sizeof(short)];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, value);
        return bytes;
    }
}
