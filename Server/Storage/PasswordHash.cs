using System.Security.Cryptography;
using Ecs.Protocol;

namespace Ecs.Server.Storage;

/// <summary>
/// What a password is checked against: the keys of SCRAM-SHA-256 (<see cref="Scram"/>), made of a salted PBKDF2-SHA256 hash that is not kept. Nobody
/// can log in with what stands here. It carries its own number of rounds, so that the number may grow.
/// </summary>
public sealed class PasswordHash
{
    public const int SaltBytes = Limits.SaltBytes;
    public const int KeyBytes = Limits.ProofBytes;

    /// <summary>More than so many are not believed of a stored hash: comparing would stop the worker for minutes.</summary>
    public const int RoundsMax = Limits.RoundsMax;

    private readonly byte[] _salt;
    private readonly byte[] _storedKey;
    private readonly byte[] _serverKey;

    private PasswordHash(byte[] salt, int rounds, byte[] storedKey, byte[] serverKey)
    {
        _salt = salt;
        Rounds = rounds;
        _storedKey = storedKey;
        _serverKey = serverKey;
    }

    public ReadOnlySpan<byte> Salt => _salt;

    public int Rounds { get; }

    public ReadOnlySpan<byte> StoredKey => _storedKey;

    public ReadOnlySpan<byte> ServerKey => _serverKey;

    /// <summary>Hashes with a new random salt; 600,000 rounds take a core about a tenth of a second.</summary>
    public static PasswordHash Create(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var salted = Scram.Salt(password, salt, rounds);
        return new(salt, rounds, StoredKeyOf(salted), Scram.ServerKeyOf(salted));
    }

    /// <summary>Null when the parts cannot be those of a hash.</summary>
    public static PasswordHash? Restore(ReadOnlySpan<byte> salt, long rounds, ReadOnlySpan<byte> storedKey, ReadOnlySpan<byte> serverKey) =>
        salt.Length == SaltBytes && rounds is >= 1 and <= RoundsMax && storedKey.Length == KeyBytes && serverKey.Length == KeyBytes
            ? new(salt.ToArray(), (int)rounds, storedKey.ToArray(), serverKey.ToArray())
            : null;

    /// <summary>The key that a SaltedPassword leads to; nothing of another length than one has.</summary>
    public static byte[] StoredKeyOf(ReadOnlySpan<byte> saltedPassword) =>
        saltedPassword.Length == KeyBytes ? Scram.StoredKeyOf(Scram.ClientKeyOf(saltedPassword)) : [];

    /// <inheritdoc cref="StoredKeyOf"/>
    public static byte[] ServerKeyOf(ReadOnlySpan<byte> saltedPassword) =>
        saltedPassword.Length == KeyBytes ? Scram.ServerKeyOf(saltedPassword) : [];

    /// <summary>Compares in constant time, after the same work whatever the password is.</summary>
    public bool Matches(string password) =>
        CryptographicOperations.FixedTimeEquals(StoredKeyOf(Scram.Salt(password, _salt, Rounds)), _storedKey);
}
