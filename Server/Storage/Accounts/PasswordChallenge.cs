namespace Ecs.Server.Storage.Accounts;

/// <summary>What a client needs to prove a password; of a name that nobody has it looks the same.</summary>
/// <param name="Salt"><see cref="PasswordHash.SaltBytes"/> bytes.</param>
/// <param name="Rounds">Of PBKDF2-SHA256.</param>
public sealed record PasswordChallenge(byte[] Salt, int Rounds);
