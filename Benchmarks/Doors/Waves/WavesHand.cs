using System.Text.Json;

namespace Ecs.Benchmarks.Doors.Waves;

/// <summary>Somebody at the keys of the wave shooter.</summary>
internal static class WavesHand
{
    private const int Left = 4;
    private const int Right = 7;
    private const int Up = 26;
    private const int PressRounds = 20;   // space, a third of a second on and one off
    private const int AimWidth = 6;       // pixels
    private const int Horizon = -600;     // pixels: higher enemies are not worth a way yet

    /// <summary>Shoots below the enemy that has come furthest, or flies into it; before play, space now and then.</summary>
    public static void Steer(WavesPlayer player, bool isSeeking)
    {
        if (!player.IsPlaying)
        {
            player.Hold(player.Rounds / PressRounds % 2 == 0 ? [] : [WavesPlayer.Space]);
            return;
        }

        var middle = player.Own("x") + 50;
        var y = player.Own("y");
        var target = player.Enemies.EnumerateArray()
            .Where(enemy => Middle(enemy) is >= 60 and <= 690 && Height(enemy) < y && Height(enemy) > Horizon)
            .OrderByDescending(enemy => Height(enemy) - Math.Abs(Middle(enemy) - middle))
            .FirstOrDefault();
        var apart = target.ValueKind == JsonValueKind.Undefined ? 0 : Middle(target) - middle;
        player.Hold(Math.Abs(apart) > AimWidth ? [apart > 0 ? Right : Left] : isSeeking ? [Up] : [WavesPlayer.Space]);
    }

    private static int Height(JsonElement enemy) => enemy.GetProperty("ey").GetInt32();

    private static int Middle(JsonElement enemy) =>
        enemy.GetProperty("ex").GetInt32() + (enemy.GetProperty("ecolor").GetString() == "blue" ? 25 : 35);
}
