using System.Text.Json;

namespace Ecs.Tests.Testing;

/// <summary>
/// Plays as the original client of the wave shooter does: a hello, then one round per turn in lock step; "ready" is said and
/// taken back by its rules. The test holds its keys.
/// </summary>
internal sealed class OriginalWavesClient : ICrankedClient
{
    private const string Nobody = "0.0.0.0";

    private string _address = "";
    private bool _hasAsked;
    private bool _isGone;

    public OriginalWavesClient(MemoryWavesLink link)
    {
        Link = link;
        link.Send(WavesWire.Hello);
    }

    public MemoryWavesLink Link { get; }

    /// <summary>Scan codes: A 4, D 7, S 22, W 26, space 44.</summary>
    public HashSet<int> Down { get; } = [];

    /// <summary>What it says of itself.</summary>
    public bool Ready { get; private set; }

    public int Rounds { get; private set; }

    /// <summary>The welcome as it came; empty before.</summary>
    public string Welcome { get; private set; } = "";

    /// <summary>1 or 2, found by its own address as the original does; 0 while in neither, which it must never be.</summary>
    public int Ship { get; private set; }

    public JsonElement State { get; private set; }

    public JsonElement[] Lasers { get; } = new JsonElement[2];

    public JsonElement Enemies { get; private set; }

    public bool IsPlaying => State.GetProperty("ready").GetBoolean();

    public int Level => State.GetProperty("level").GetInt32();

    /// <summary>What the last end of a match said; kept as the original keeps its text.</summary>
    public string EndText { get; private set; } = "";

    public int Number(string key) => State.GetProperty(key).GetInt32();

    public bool Flag(string key) => State.GetProperty(key).GetBoolean();

    public bool HasBoth => IsTaken("user1") && IsTaken("user2");

    public void Turn()
    {
        if (_isGone || Link.IsClosed || !TryHear())
            return;

        if (_hasAsked)
            DecideOnReady();

        Link.Send([.. WavesWire.UserData(ready: Ready), .. WavesWire.Keys([.. Down])]);
        _hasAsked = true;
        Rounds++;
    }

    /// <summary>As on the end of its window: twice that it leaves, then its keys, and silence.</summary>
    public void Leave()
    {
        _isGone = true;
        Link.Send([
            .. WavesWire.UserData(connection: false, Ready),
            .. WavesWire.UserData(connection: false, Ready),
            .. WavesWire.Keys([.. Down])]);
    }

    /// <summary>As when it is killed.</summary>
    public void Die()
    {
        _isGone = true;
        Link.Break();
    }

    /// <summary>No word any more, and nobody is told: as behind a cut wire.</summary>
    public void FallSilent() => _isGone = true;

    private bool TryHear()
    {
        if (!Link.Writes.TryDequeue(out var write))
            return false;

        if (Welcome.Length == 0)
        {
            Welcome = WavesWire.Split(write, 1)[0];
            var welcome = JsonDocument.Parse(Welcome).RootElement;
            _address = $"""["{welcome.GetProperty("ip").GetString()}", {welcome.GetProperty("port").GetInt32()}]""";
            return true;
        }

        // It reads each part with a single receive: the four frames have to come in one write.
        var frames = WavesWire.Split(write, 4);
        State = JsonDocument.Parse(frames[0]).RootElement;
        Lasers[0] = JsonDocument.Parse(frames[1]).RootElement;
        Lasers[1] = JsonDocument.Parse(frames[2]).RootElement;
        Enemies = JsonDocument.Parse(frames[3]).RootElement;
        Ship = State.GetProperty("user1").GetRawText() == _address ? 1 : State.GetProperty("user2").GetRawText() == _address ? 2 : 0;
        Assert.NotEqual(0, Ship); // It would skip the frames of lasers and read them as enemies in the next round.
        foreach (var enemy in Enemies.EnumerateArray())
            Assert.Contains(enemy.GetProperty("ecolor").GetString(), new[] { "red", "green", "blue" });

        EndText = Flag($"win{Ship}") ? "won" : Flag($"win{3 - Ship}") ? "lost" : EndText;
        return true;
    }

    private void DecideOnReady()
    {
        if (!State.TryGetProperty("ready", out _))
            return;

        if (Flag("lost1") || Flag("lost2") || !HasBoth)
            Ready = false;

        if (!IsPlaying && HasBoth && Down.Contains(44))
            Ready = true;
    }

    private bool IsTaken(string user) => State.GetProperty(user) is not { ValueKind: JsonValueKind.String } text || text.GetString() != Nobody;
}
