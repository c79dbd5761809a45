using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Server.Rcon;

/// <summary>Looks at passwords, few of one address.</summary>
internal sealed class RconGate(string password, GuessBan guesses)
{
    private readonly SecretDigest _password = new(password);
    private int _looked;

    /// <summary>Passwords that were compared.</summary>
    public int Looked => Volatile.Read(ref _looked);

    /// <summary>Whether nothing of that address is heard.</summary>
    public bool IsBanned(IPAddress source) => guesses.IsBanned(source);

    /// <summary>Whether it is the password; null where it was not looked at. Takes as long for any.</summary>
    public bool? Look(IPAddress source, string given)
    {
        if (!guesses.TryBegin(source))
            return null;
        Interlocked.Increment(ref _looked);
        var isRight = _password.Is(given);
        if (isRight)
            guesses.Forgive(source);
        return isRight;
    }
}
