using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecs.PlainClient;

/// <summary>Proves a password as docs/protocol.md says under "Accounts": it never travels.</summary>
internal sealed class PasswordProof(string name, string password)
{
    private const int NonceBytes = 18;
    private const int KeyBytes = 32;

    private readonly string _clientNonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
    private byte[] _signature = [];

    /// <summary>What stands where a token would.</summary>
    public string Token => $"scram:{_clientNonce}";

    /// <summary>Whether the server has shown that it knows the account.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>What answers the challenge; null for one that does not begin with our own nonce.</summary>
    public byte[]? Answer(in AuthChallenge challenge)
    {
        if (!challenge.Nonce.StartsWith(_clientNonce, StringComparison.Ordinal) || challenge.Nonce.Length != 2 * _clientNonce.Length)
            return null;
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), challenge.Salt, (int)challenge.Rounds, HashAlgorithmName.SHA256, KeyBytes);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var storedKey = SHA256.HashData(clientKey);
        var message = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{name},{_clientNonce},{challenge.Nonce},{Convert.ToBase64String(challenge.Salt)},{challenge.Rounds},{Wire.Version}"));
        var mask = HMACSHA256.HashData(storedKey, message);
        _signature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message);
        return [.. clientKey.Zip(mask, static (key, bits) => (byte)(key ^ bits))];
    }

    /// <summary>Whether this is the signature of a server that knows the account.</summary>
    public bool Verify(byte[] signature) =>
        IsVerified = _signature.Length != 0 && CryptographicOperations.FixedTimeEquals(signature, _signature);
}
