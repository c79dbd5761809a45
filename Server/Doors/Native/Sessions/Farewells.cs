using System.Globalization;
using Ecs.Protocol;
using Ecs.Protocol.Messages;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>
/// Farewells as bytes. The plain ones are made once and stay shorter than the shortest connection request, so refusing a
/// forged one never sends more than came.
/// </summary>
public static class Farewells
{
    private static readonly byte[][] Plain = EncodePlain();

    public static ReadOnlySpan<byte> Of(Reason reason) => Plain[(int)reason];

    /// <summary>What somebody is told who may not connect; a client of another version, both versions.</summary>
    /// <param name="reason">Why not.</param>
    /// <param name="connectKey">What the client presented, any text.</param>
    public static byte[] OfRefusal(Reason reason, string connectKey) =>
        reason == Reason.WrongVersion && Limits.TryGetVersion(connectKey, out var version)
            ? OfVersion(version)
            : Of(reason).ToArray();

    /// <summary>What a client of another version is told: short enough for a request with its key.</summary>
    public static byte[] OfVersion(ushort version) => Of(Reason.WrongVersion, TextOfVersion(version));

    public static string TextOfVersion(ushort version) =>
        string.Create(CultureInfo.InvariantCulture, $"server speaks {Limits.Version}, you speak {version}");

    public static byte[] Of(Reason reason, string text)
    {
        var buffer = new PacketBuffer();
        MessageCodec.Encode(new Farewell(reason, text), buffer);
        return buffer.Span.ToArray();
    }

    private static byte[][] EncodePlain()
    {
        var all = new byte[Enum.GetValues<Reason>().Length][];
        for (var reason = 0; reason < all.Length; reason++)
            all[reason] = Of((Reason)reason, ReasonText.Of((Reason)reason));

        return all;
    }
}
