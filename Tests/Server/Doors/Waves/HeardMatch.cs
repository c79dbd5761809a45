using System.Text.Json;

namespace Ecs.Tests.Server.Doors.Waves;

/// <summary>What a server said, reduced to what two of them can be compared by.</summary>
internal sealed class HeardMatch
{
    private readonly Dictionary<char, Dictionary<string, JsonElement>> _now = [];
    private readonly Dictionary<char, List<string>> _phases = new() { ['A'] = [], ['B'] = [] };
    private readonly Dictionary<string, List<(int At, int Value)>> _values = [];
    private readonly Dictionary<string, int> _levels = [];

    public List<int> Gaps { get; } = [];

    public bool AreLasersAboveTheirShip { get; private set; } = true;

    public (int Top, int Bottom) LaserReach { get; private set; } = (int.MaxValue, int.MinValue);

    public void Note(char who, int at, string what)
    {
        if (what.StartsWith("lasers", StringComparison.Ordinal))
        {
            NoteLasers(who, what);
            return;
        }

        if (!_now.TryGetValue(who, out var state))
            _now[who] = state = [];

        foreach (var field in JsonDocument.Parse(what).RootElement.EnumerateObject())
            state[field.Name] = field.Value;

        var phase = state["ready"].GetBoolean() + (IsTaken(state, "user1") ? " A" : "") + (IsTaken(state, "user2") ? " B" : "");
        if (_phases[who].LastOrDefault() != phase)
        {
            _phases[who].Add(phase);
            _levels.TryAdd(phase, state["level"].GetInt32());
        }

        // A sees both ships all the time that they fly.
        foreach (var (name, value) in state)
        {
            if (who == 'A' && phase == "True A B" && value.ValueKind == JsonValueKind.Number)
                NoteValue(name, at, value.GetInt32());
        }
    }

    public IReadOnlyList<string> PhasesOf(char who) => _phases[who];

    public int LevelOf(string phase) => _levels[phase];

    public JsonElement Last(char who) => JsonSerializer.SerializeToElement(_now[who]);

    public IEnumerable<int> StepsOf(string name) => _values[name].Zip(_values[name].Skip(1), (before, after) => after.Value - before.Value);

    /// <summary>The stretches in which a value went one way, with the times of its first and its last change.</summary>
    public List<(int Sign, int From, int To)> MovesOf(string name)
    {
        var moves = new List<(int Sign, int From, int To)>();
        foreach (var (before, after) in _values[name].Zip(_values[name].Skip(1)))
        {
            var sign = Math.Sign(after.Value - before.Value);
            if (moves.Count > 0 && moves[^1].Sign == sign)
                moves[^1] = moves[^1] with { To = after.At };
            else
                moves.Add((sign, after.At, after.At));
        }

        return moves;
    }

    private void NoteValue(string name, int at, int value)
    {
        if (!_values.TryGetValue(name, out var values))
            _values[name] = values = [];

        if (values.Count == 0 || values[^1].Value != value)
            values.Add((at, value));
    }

    private void NoteLasers(char who, string what)
    {
        var isFirst = what.StartsWith("lasers1", StringComparison.Ordinal);
        if (who != 'A' || !isFirst || !_phases['A'].Contains("True A B"))
            return;

        var lasers = JsonDocument.Parse(what["lasers1 ".Length..]).RootElement.EnumerateArray()
            .Select(laser => (X: laser.GetProperty("x").GetInt32(), Y: laser.GetProperty("y").GetInt32())).ToArray();
        foreach (var (_, y) in lasers)
            LaserReach = (Math.Min(LaserReach.Top, y), Math.Max(LaserReach.Bottom, y));

        // The first ship stands while it shoots; where one is missing in between it has hit something.
        AreLasersAboveTheirShip &= lasers.All(laser => laser.X == _now['A']["x1"].GetInt32());
        Gaps.AddRange(lasers.Zip(lasers.Skip(1), (older, newer) => newer.Y - older.Y).Where(gap => gap < 300));
    }

    private static bool IsTaken(Dictionary<string, JsonElement> state, string user) => state[user].ValueKind == JsonValueKind.Array;
}
