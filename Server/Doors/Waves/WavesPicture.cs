namespace Ecs.Server.Doors.Waves;

/// <summary>One ship in a picture.</summary>
/// <param name="Ip">The address of who flies it; null when nobody does.</param>
/// <param name="Port">Of the same.</param>
/// <param name="X">Left edge, whole pixels.</param>
/// <param name="Y">Upper edge, whole pixels.</param>
/// <param name="Health">0 to 100.</param>
/// <param name="HasLost">Whether it lost the last match.</param>
/// <param name="HasWon">Whether it won the last match.</param>
public readonly record struct WavesShipPicture(string? Ip, int Port, int X, int Y, int Health, bool HasLost, bool HasWon);

/// <summary>A laser or an enemy in a picture, by its upper left corner.</summary>
/// <param name="Id">The older one has the lower id and comes first.</param>
/// <param name="X">Whole pixels.</param>
/// <param name="Y">Whole pixels.</param>
/// <param name="Colour">Of an enemy, as <see cref="Simulation.Games.Waves.WavesShapes"/> counts them.</param>
public readonly record struct WavesObjectPicture(ulong Id, int X, int Y, ushort Colour);

/// <summary>What one answer tells: the state after one tick, copied, so that it can be written while the next tick runs. Reused.</summary>
public sealed class WavesPicture
{
    public bool IsPlaying { get; set; }

    public int Level { get; set; }

    public WavesShipPicture First { get; set; }

    public WavesShipPicture Second { get; set; }

    public List<WavesObjectPicture> FirstLasers { get; } = [];

    public List<WavesObjectPicture> SecondLasers { get; } = [];

    public List<WavesObjectPicture> Enemies { get; } = [];

    public void ClearObjects()
    {
        FirstLasers.Clear();
        SecondLasers.Clear();
        Enemies.Clear();
    }
}
