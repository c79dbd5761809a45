namespace Ecs.Protocol.Replicas;

/// <summary>What the numbers of a snapshot usually take (<see cref="NumberCode"/>), and the widths of those that take always the same.</summary>
internal static class UsualBits
{
    /// <summary>Ticks from the starting point, less one.</summary>
    public const int Base = 2;

    /// <summary>Changes, less one.</summary>
    public const int Changes = 1;

    /// <summary>From the largest id known so far to that of the first who enters.</summary>
    public const int FirstId = 9;

    /// <summary>From one who enters to the next.</summary>
    public const int NextId = 3;

    /// <summary>Ticks since the record of one who enters was made.</summary>
    public const int EntryAge = 5;

    /// <summary>Ticks since the record that an update brings was made.</summary>
    public const int UpdateAge = 0;

    public const int Lane = 3;
    public const int Nearness = 2;
}
