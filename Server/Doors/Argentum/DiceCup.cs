using System.Security.Cryptography;
using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Server.Doors.Argentum;

/// <summary>Throws dice for newcomers; nobody can tell what falls next.</summary>
public class DiceCup
{
    private const int Lowest = 6;
    private const int Highest = 18;

    public virtual DiceThrow Throw() => new(Die(), Die(), Die(), Die(), Die());

    private static byte Die() => (byte)RandomNumberGenerator.GetInt32(Lowest, Highest + 1);
}
