using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Arena;

/// <summary>What the wire tells of a player beside the name, in the wire's own units.</summary>
/// <param name="X">World units.</param>
/// <param name="Y">World units.</param>
/// <param name="IsAlive">0 or 1.</param>
/// <param name="Health">Hit points.</param>
/// <param name="Team">0 SKY, 1 BLOOM.</param>
/// <param name="Kills">In this match.</param>
/// <param name="Speed">World units per second.</param>
/// <param name="PowerUp">0 or 1; decides the cooldown, too.</param>
public readonly record struct ArenaFields(float X, float Y, byte IsAlive, byte Health, byte Team, ushort Kills, float Speed, byte PowerUp)
{
    private const float RawUnits = 4096;

    /// <summary>Seconds from one shot to the next.</summary>
    public float Cooldown => PowerUp == 0 ? 0.3f : 0.00001f;

    public static ArenaFields Of(in EntityState avatar, int tickRate) => new(
        avatar.X.Raw / RawUnits,
        avatar.Y.Raw / RawUnits,
        (byte)(avatar.Flags & EntityFlags.Alive),
        (byte)Math.Min(avatar.Health, byte.MaxValue),
        avatar.Team,
        avatar.Kills,

        // The world knows it per tick, rounded; it was set as a whole number of units per second, and is one again.
        MathF.Round(avatar.Speed.Raw / RawUnits * tickRate),
        (byte)((avatar.Flags & EntityFlags.PowerUp) != 0 ? 1 : 0));

    /// <summary>What is different from before; a name never is.</summary>
    public ArenaFieldMask ChangesSince(in ArenaFields before)
    {
        var mask = ArenaFieldMask.None;
        mask |= X != before.X ? ArenaFieldMask.X : 0;
        mask |= Y != before.Y ? ArenaFieldMask.Y : 0;
        mask |= IsAlive != before.IsAlive ? ArenaFieldMask.IsAlive : 0;
        mask |= Health != before.Health ? ArenaFieldMask.Health : 0;
        mask |= Team != before.Team ? ArenaFieldMask.TeamId | ArenaFieldMask.TeamName : 0;
        mask |= Kills != before.Kills ? ArenaFieldMask.Kills : 0;
        mask |= Speed != before.Speed ? ArenaFieldMask.Speed : 0;
        mask |= PowerUp != before.PowerUp ? ArenaFieldMask.Cooldown | ArenaFieldMask.PowerUp : 0;
        return mask;
    }
}
