namespace Ecs.Simulation.Games.Waves;

/// <summary>What the waves are about beside ships, lasers and enemies.</summary>
/// <param name="IsPlaying">Whether enemies come; otherwise the ships wait for their players to be ready.</param>
/// <param name="Level">The number of the wave, from 1; 0 while nobody plays.</param>
/// <param name="Lost">Bit n is set when ship n + 1 lost the last match; held until the next one begins.</param>
/// <param name="Won">Likewise for the ship that won.</param>
public readonly record struct WavesState(bool IsPlaying, int Level, byte Lost, byte Won);
