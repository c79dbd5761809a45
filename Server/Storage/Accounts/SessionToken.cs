using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ecs.Server.Storage.Accounts;

/// <summary>128 random bits that stand for a name and a password once.</summary>
public readonly record struct SessionToken(UInt128 Value)
{
    public static SessionToken Create() => new(MemoryMarshal.Read<UInt128>(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Nobody should find a token in a log.</summary>
    public override string ToString() => nameof(SessionToken);
}
