using System.Security.Cryptography;
using System.Text;

namespace Ecs.Server.Storage;

/// <summary>A salted PBKDF2-SHA256 hash; it carries its own number of rounds, so that the number may grow.</summary>
public sealed class PasswordHash
{
    public const int SaltBytes = 16;
    public const int HashBytes = 32;

    /// <summary>More than so many are not believed of a stored hash: comparing would stop the worker for minutes.</summary>
    public const int RoundsMax = 10_000_000;

    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(byte[] salt, int rounds, byte[] hash)
    {
        _salt = salt;
        Rounds = rounds;
        _hash = hash;
    }

    public ReadOnlySpan<byte> Salt => _salt;

    public int Rounds { get; }

    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary>Hashes with a new random salt; 600,000 rounds take a core about a tenth of a second.</summary>
    public static PasswordHash Create(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(salt, rounds, Derive(password, salt, rounds));
    }

    /// <summary>Null when the parts cannot be those of a hash.</summary>
    public static PasswordHash? Restore(ReadOnlySpan<byte> salt, long rounds, ReadOnlySpan<byte> hash) =>
        salt.Length == SaltBytes && rounds is >= 1 and <= RoundsMax && hash.Length == HashBytes
            ? new(salt.ToArray(), (int)rounds, hash.ToArray())
            : null;

    /// <summary>Compares in constant time, after the same work whatever the password is.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, _salt, Rounds), _hash);

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}
