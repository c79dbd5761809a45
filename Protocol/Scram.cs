using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecs.Protocol;

/// <summary>
/// What proves a password without saying it: the forms of RFC 5802 and 7677 (SCRAM-SHA-256), as docs/protocol.md writes them down. Who has
/// <c>StoredKey</c> and <c>ServerKey</c> can check a proof and can make none.
/// </summary>
public static class Scram
{
    /// <summary>SaltedPassword: everything else follows from it, so neither side keeps or sends it. Takes as long as the rounds do.</summary>
    public static byte[] Salt(string password, ReadOnlySpan<byte> salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA256, Limits.ProofBytes);

    public static byte[] ClientKeyOf(ReadOnlySpan<byte> saltedPassword) => HMACSHA256.HashData(saltedPassword, "Client Key"u8);

    public static byte[] StoredKeyOf(ReadOnlySpan<byte> clientKey) => SHA256.HashData(clientKey);

    public static byte[] ServerKeyOf(ReadOnlySpan<byte> saltedPassword) => HMACSHA256.HashData(saltedPassword, "Server Key"u8);

    /// <summary>AuthMessage: what both sides have said so far.</summary>
    /// <param name="name">As it stands in <see cref="Messages.RequestAuth"/>.</param>
    /// <param name="client">The client's half of the nonce.</param>
    /// <param name="nonce">Both halves.</param>
    /// <param name="salt">Of the challenge.</param>
    /// <param name="rounds">Of the challenge.</param>
    public static byte[] MessageOf(string name, ScramNonce client, string nonce, ReadOnlySpan<byte> salt, uint rounds) =>
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{name},{client.Text},{nonce},{Convert.ToBase64String(salt)},{rounds},{Limits.Version}"));

    /// <summary>The proof of whoever knows the password.</summary>
    public static byte[] Prove(ReadOnlySpan<byte> clientKey, ReadOnlySpan<byte> message) =>
        Mix(clientKey, HMACSHA256.HashData(StoredKeyOf(clientKey), message));

    /// <summary>Whether a proof is that of somebody who knows the password; compares in constant time.</summary>
    public static bool IsProved(ReadOnlySpan<byte> proof, ReadOnlySpan<byte> storedKey, ReadOnlySpan<byte> message) =>
        proof.Length == Limits.ProofBytes
        && CryptographicOperations.FixedTimeEquals(StoredKeyOf(Mix(proof, HMACSHA256.HashData(storedKey, message))), storedKey);

    /// <summary>What the server says to prove that it knows the account.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> serverKey, ReadOnlySpan<byte> message) => HMACSHA256.HashData(serverKey, message);

    private static byte[] Mix(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var mixed = new byte[Limits.ProofBytes];
        for (var index = 0; index < mixed.Length; index++)
            mixed[index] = (byte)(left[index] ^ right[index]);
        return mixed;
    }
}
