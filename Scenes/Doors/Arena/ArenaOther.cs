namespace Ecs.Scenes.Doors.Arena;

/// <summary>A player as a client knows it: the first message and every update since.</summary>
public sealed class ArenaOther
{
    public float X { get; private set; }

    public float Y { get; private set; }

    public byte IsAlive { get; private set; }

    public byte Health { get; private set; }

    public byte TeamId { get; private set; }

    public string Team { get; private set; } = "";

    public ushort Kills { get; private set; }

    public float Speed { get; private set; }

    public float Cooldown { get; private set; }

    public string Name { get; private set; } = "";

    public byte PowerUp { get; private set; }

    public void Take(ArenaHeard heard)
    {
        X = (heard.Mask & 0x001) != 0 ? heard.X : X;
        Y = (heard.Mask & 0x002) != 0 ? heard.Y : Y;
        IsAlive = (heard.Mask & 0x004) != 0 ? heard.IsAlive : IsAlive;
        Health = (heard.Mask & 0x008) != 0 ? heard.Health : Health;
        TeamId = (heard.Mask & 0x010) != 0 ? heard.TeamId : TeamId;
        Team = (heard.Mask & 0x020) != 0 ? heard.Team : Team;
        Kills = (heard.Mask & 0x040) != 0 ? heard.Kills : Kills;
        Speed = (heard.Mask & 0x080) != 0 ? heard.Speed : Speed;
        Cooldown = (heard.Mask & 0x100) != 0 ? heard.Cooldown : Cooldown;
        Name = (heard.Mask & 0x200) != 0 ? heard.Name : Name;
        PowerUp = (heard.Mask & 0x400) != 0 ? heard.PowerUp : PowerUp;
    }
}
