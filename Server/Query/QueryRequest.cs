using System.Buffers.Binary;

namespace Ecs.Server.Query;

/// <summary>What somebody wants to know.</summary>
internal enum QueryKind : byte
{
    Info = (byte)'T',
    Players = (byte)'U',
    Rules = (byte)'V',
}

/// <summary>A question of the A2S protocol.</summary>
/// <param name="Kind">About what.</param>
/// <param name="Challenge">Shows that the answer goes to whoever asks; <see cref="NoChallenge"/> asks for one.</param>
internal readonly record struct QueryRequest(QueryKind Kind, uint Challenge)
{
    public const uint NoChallenge = uint.MaxValue;

    /// <summary>Before every datagram that is whole.</summary>
    public const int WholeMark = -1;

    private const int KindAt = 4;
    private const int BodyAt = 5;
    private const int ChallengeBytes = 4;

    private static ReadOnlySpan<byte> InfoText => "Source Engine Query\0"u8;

    /// <summary>False for everything else: it is not answered.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out QueryRequest request)
    {
        request = default;
        if (datagram.Length < BodyAt || BinaryPrimitives.ReadInt32LittleEndian(datagram) != WholeMark)
            return false;
        var kind = (QueryKind)datagram[KindAt];
        var rest = datagram[BodyAt..];
        if (kind == QueryKind.Info)
        {
            if (!rest.StartsWith(InfoText))
                return false;
            rest = rest[InfoText.Length..];
        }
        else if (kind is not (QueryKind.Players or QueryKind.Rules) || rest.Length < ChallengeBytes)
        {
            // The answer to a question without place for a challenge would be longer than it: whoever forges addresses would gain by it.
            return false;
        }

        request = new(kind, rest.Length < ChallengeBytes ? NoChallenge : BinaryPrimitives.ReadUInt32LittleEndian(rest));
        return true;
    }
}
