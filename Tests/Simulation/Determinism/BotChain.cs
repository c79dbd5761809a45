using Ecs.Scenes;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>The state hashes of a game of bots, tick by tick, and the scene that it was, for its counts.</summary>
internal sealed class BotChain
{
    private readonly ulong[] _hashes;

    private BotChain(BotScene scene, ulong[] hashes) => (Scene, _hashes) = (scene, hashes);

    /// <summary>Over: only its counts are of use.</summary>
    public BotScene Scene { get; }

    /// <summary>All hashes in one. Bots forget: the worlds of two games may become equal again, this value does not.</summary>
    public ulong Value => _hashes.Aggregate(0UL, StateHash.Mix);

    /// <param name="scene">Before its first tick; disposed at the end.</param>
    /// <param name="ticks">How long.</param>
    /// <param name="before">Called before each tick; its number is 1 for the first.</param>
    /// <param name="after">Called after each tick with its number.</param>
    public static BotChain Play(BotScene scene, int ticks, Action<BotScene, int>? before = null, Action<BotScene, int>? after = null)
    {
        using (scene)
        {
            var hashes = new ulong[ticks];
            for (var tick = 1; tick <= ticks; tick++)
            {
                before?.Invoke(scene, tick);
                scene.Step();
                after?.Invoke(scene, tick);
                hashes[tick - 1] = scene.Tick.World.ComputeHash();
            }

            return new BotChain(scene, hashes);
        }
    }

    /// <summary>The first tick at which two runs differ; 0 when they agree all the way.</summary>
    public int FirstDifference(BotChain other)
    {
        var common = _hashes.AsSpan().CommonPrefixLength(other._hashes);
        return common == _hashes.Length && common == other._hashes.Length ? 0 : common + 1;
    }
}
