using System.Text;
using System.Text.Json;

namespace Ecs.Server.Admin;

/// <summary>Something that happened, as a stream of events says it; written out when the first stream comes to it, and once for all.</summary>
/// <param name="bytes">All lines of it.</param>
internal sealed class AdminEvent(Lazy<byte[]> bytes)
{
    /// <summary>Says nothing, so that nobody between takes the connection for dead.</summary>
    public static ReadOnlyMemory<byte> Silence { get; } = ": \n\n"u8.ToArray();

    public ReadOnlyMemory<byte> Bytes => bytes.Value;

    public static AdminEvent Of(AdminNoticeShape notice) => new(new Lazy<byte[]>(() => Write("notice", JsonSerializer.Serialize(notice, AdminJson.Default.AdminNoticeShape))));

    public static AdminEvent Of(AdminStateShape state) => new(new Lazy<byte[]>(() => Write("state", JsonSerializer.Serialize(state, AdminJson.Default.AdminStateShape))));

    /// <summary>JSON has no line break in it.</summary>
    private static byte[] Write(string type, string json) => Encoding.UTF8.GetBytes($"event: {type}\ndata: {json}\n\n");
}
