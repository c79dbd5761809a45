using Ecs.Benchmarks.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Inputs;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>The state hashes of an arena of bots, tick by tick.</summary>
internal sealed class ArenaChain
{
    private readonly ulong[] _hashes;

    private ArenaChain(ulong[] hashes, ArenaScene scene)
    {
        _hashes = hashes;
        (Shots, Hits, Kills, MatchEnds) = (scene.Shots, scene.Hits, scene.Kills, scene.MatchEnds);
    }

    public long Shots { get; }

    public long Hits { get; }

    public long Kills { get; }

    public long MatchEnds { get; }

    /// <summary>All hashes in one. Bots forget: the worlds of two matches may become equal again, this value does not.</summary>
    public ulong Value
    {
        get
        {
            var chain = 0UL;
            foreach (var hash in _hashes)
            {
                chain = StateHash.Mix(chain, hash);
            }

            return chain;
        }
    }

    /// <summary>
    /// Plays with <c>between</c> called before each tick (its number is 1 for the first) and <c>tamper</c> applied to every command.
    /// </summary>
    public static ArenaChain Play(
        int players,
        int ticks,
        ulong seed = 1,
        Action<ArenaScene, int>? between = null,
        Func<SlotCommand, SlotCommand>? tamper = null,
        string map = "arena")
    {
        using var scene = new ArenaScene(players, ArenaScene.LoadMap(map), seed) { Tamper = tamper };
        var hashes = new ulong[ticks];
        for (var tick = 1; tick <= ticks; tick++)
        {
            between?.Invoke(scene, tick);
            scene.Step();
            hashes[tick - 1] = scene.Tick.World.ComputeHash();
        }

        return new ArenaChain(hashes, scene);
    }

    /// <summary>The first tick at which two runs differ; 0 when they agree all the way.</summary>
    public int FirstDifference(ArenaChain other)
    {
        var common = _hashes.AsSpan().CommonPrefixLength(other._hashes);
        return common == _hashes.Length && common == other._hashes.Length ? 0 : common + 1;
    }
}
