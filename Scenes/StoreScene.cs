using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ecs.Server.Storage;

namespace Ecs.Scenes;

/// <summary>Characters whose content follows from their name and version, so that whoever reads one later knows what it must be.</summary>
public static class StoreScene
{
    public const string Mode = "argentum";
    public const string Password = "open sesame";

    public static string NameOf(int number) => $"player{number}";

    /// <summary>Fills a whole character.</summary>
    public static void Fill(string name, long version, Span<byte> content)
    {
        Span<byte> seed = stackalloc byte[256];
        var length = Encoding.UTF8.GetBytes(name, seed);
        for (var part = 0; part * SHA256.HashSizeInBytes < content.Length; part++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(seed[length..], version + ((long)part << 48));
            SHA256.HashData(seed[..(length + sizeof(long))]).AsSpan().CopyTo(content[(part * SHA256.HashSizeInBytes)..]);
        }
    }

    public static byte[] ContentOf(string name, long version)
    {
        var content = new byte[CharacterRecord.ContentLimit];
        Fill(name, version, content);
        return content;
    }
}
