namespace Ecs.Benchmarks.Doors.Waves;

/// <summary>What one player has seen happen, noted round by round.</summary>
internal sealed class WavesTale
{
    private const int ContactCost = 10;
    private const int FullHealth = 100;

    private bool _wasPlaying;
    private bool _wasOver;
    private int _level;
    private int _health = FullHealth;

    public int MatchesBegun { get; private set; }

    public int Losses { get; private set; }

    public int WavesCleared { get; private set; }

    /// <summary>Enemies that met the own ship.</summary>
    public int Contacts { get; private set; }

    public int HighestLevel { get; private set; }

    public void Note(WavesPlayer player)
    {
        var level = player.State.GetProperty("level").GetInt32();
        var health = player.Own("health");
        MatchesBegun += player.IsPlaying && !_wasPlaying ? 1 : 0;
        Losses += player.IsOver && !_wasOver ? 1 : 0;
        WavesCleared += level > _level && _level > 0 ? 1 : 0;
        Contacts += health < _health ? (_health - health) / ContactCost : 0;
        HighestLevel = Math.Max(HighestLevel, level);
        (_wasPlaying, _wasOver, _level, _health) = (player.IsPlaying, player.IsOver, level, health);
    }
}
