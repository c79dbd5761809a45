using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ecs.Scenes.Doors.Arena;

namespace Ecs.Benchmarks.Doors.Arena;

/// <summary>Holds what a client of the arena hears of a fight against the rules, and counts it.</summary>
internal sealed partial class ArenaWitness(ArenaMemory memory)
{
    private const int HitPoints = 20;
    private const int BulletSpeed = 555;
    private const ushort DeathMask = 0x00c;
    private const ushort LifeMask = 0x004;
    private const double Step = 500 / 60.0;

    private readonly Dictionary<byte, long> _diedAt = [];
    private readonly Dictionary<byte, int> _credit = [];

    /// <summary>Shots by shooter.</summary>
    public Dictionary<byte, int> Shots { get; } = [];

    /// <summary>Who killed whom, in order.</summary>
    public List<(int Killer, int Victim)> Kills { get; } = [];

    public List<double> RespawnSeconds { get; } = [];

    public int Hits { get; private set; }

    public int Rankings { get; private set; }

    /// <summary>After the memory has learned it.</summary>
    /// <exception cref="StoryException">It is against the rules of the game.</exception>
    public void Hear(ArenaHeard heard, long at)
    {
        switch (heard.Code)
        {
            case ArenaHeard.Connected:
                _credit[heard.Id] = heard.Kills;
                break;
            case ArenaHeard.Updated:
                HearUpdate(heard, at);
                break;
            case ArenaHeard.Shot:
                var angle = memory.Known[heard.Id].TeamId == 0 ? 180 : 0;
                StoryException.Unless(
                    heard.BulletSpeed == BulletSpeed && heard.Degrees == angle,
                    $"a shot of {heard.BulletSpeed} at {heard.Degrees} degrees");
                Shots[heard.Id] = Shots.GetValueOrDefault(heard.Id) + 1;
                break;
            case ArenaHeard.Chat when KillLine().Match(heard.Text) is { Success: true } kill:
                HearKill(Number(kill.Groups[1]), Number(kill.Groups[2]));
                break;
            case ArenaHeard.Ranking:
                Rankings++;
                HearRanking(heard.Text);
                break;
            case ArenaHeard.Popup:
                // A match has ended and all begin at nothing.
                _credit.Clear();
                break;
        }
    }

    private void HearUpdate(ArenaHeard heard, long at)
    {
        var player = memory.Known[heard.Id];
        if ((heard.Mask & LifeMask) == 0)
        {
            Hits += (heard.Mask & DeathMask) != 0 ? 1 : 0;
            StoryException.Unless(player.Health % HitPoints == 0, $"{heard.Id} has {player.Health} hit points");
        }
        else if (heard.IsAlive == 0)
        {
            Hits++;
            StoryException.Unless(heard.Mask == DeathMask && heard.Health == 0, $"a death is told as {heard.Hex}");
            _diedAt[heard.Id] = at;
        }
        else
        {
            StoryException.Unless(_diedAt.Remove(heard.Id, out var diedAt), $"{heard.Id} came back and had not died");
            RespawnSeconds.Add(Math.Round(Stopwatch.GetElapsedTime(diedAt, at).TotalSeconds, 2));
            StoryException.Unless(RespawnSeconds[^1] is > 4.9 and < 6, $"{heard.Id} came back after {RespawnSeconds[^1]} s");

            // In the tick of the return a player may already make a step.
            var isAtHome = Math.Abs(player.X - 100) <= Step && Math.Abs(player.Y - (player.TeamId == 0 ? 100 : 500)) <= Step;
            StoryException.Unless(isAtHome && player.Health == 100, $"{heard.Id} came back at {player.X}, {player.Y} with {player.Health}");
        }
    }

    private void HearKill(int killer, int victim)
    {
        Kills.Add((killer, victim));
        StoryException.Unless(memory.Known[(byte)victim].IsAlive == 0, $"{victim} was killed and lives");
        _credit[(byte)killer] = _credit.GetValueOrDefault((byte)killer) + 1;
    }

    /// <summary>Best first, everybody in it, and the kills of each as they were told.</summary>
    private void HearRanking(string text)
    {
        var rows = RankingRow().Matches(text);
        StoryException.Unless(rows.Count >= memory.Known.Count, $"a ranking of {rows.Count} for {memory.Known.Count} players");
        var before = int.MaxValue;
        foreach (Match row in rows)
        {
            var (id, kills) = ((byte)Number(row.Groups[1]), Number(row.Groups[2]));
            StoryException.Unless(kills <= before, $"a ranking out of order: {text}");
            StoryException.Unless(
                !memory.Known.TryGetValue(id, out var player) || (player.Kills == kills && _credit.GetValueOrDefault(id) == kills),
                $"{id} has {kills} kills in the ranking, {player?.Kills} in its fields and {_credit.GetValueOrDefault(id)} in the lines");
            before = kills;
        }
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[color=red\]\[PLAYER (\d+) MATOU O PLAYER (\d+)\] \[/color\] $")]
    private static partial Regex KillLine();

    [GeneratedRegex(@"^\d+ Player (\d+) \[color='gold'\] (\d+) \[/color\] / \[color='red'\] \d+ \[/color\]$", RegexOptions.Multiline)]
    private static partial Regex RankingRow();
}
