using System.Diagnostics;

namespace Ecs.Server.Doors.Waves;

/// <summary>
/// Hands rounds from a connection's thread to the tick's, without a lock: one word that holds the newest keys, what was
/// pressed since the last look, and how many rounds there have been.
/// </summary>
public sealed class RoundBox
{
    private const int KeyBits = 5;
    private const long KeyMask = (1 << KeyBits) - 1;
    private const long ReadyBit = 1L << KeyBits;
    private const long SinceMask = (KeyMask | ReadyBit) << SinceShift;
    private const int SinceShift = 8;
    private const int CountShift = 32;

    private long _word;

    /// <summary>Rounds so far; wraps.</summary>
    public uint Count => (uint)(Volatile.Read(ref _word) >>> CountShift);

    /// <summary>Connection's thread: a round is complete.</summary>
    public void Put(WavesKeys keys, bool isReady)
    {
        Debug.Assert(((long)keys & ~KeyMask) == 0, "a key without a bit in the word");
        var newest = (long)keys | (isReady ? ReadyBit : 0);
        long old;
        long next;
        do
        {
            old = Volatile.Read(ref _word);
            var since = (old & SinceMask) | (newest << SinceShift);
            next = ((long)((uint)(old >>> CountShift) + 1) << CountShift) | since | newest;
        }
        while (Interlocked.CompareExchange(ref _word, next, old) != old);
    }

    /// <summary>Tick's thread: what there is since the last call.</summary>
    public WavesRound Take()
    {
        var word = Interlocked.And(ref _word, ~SinceMask);
        return new(
            (WavesKeys)(word & KeyMask),
            (WavesKeys)((word >> SinceShift) & KeyMask),
            (word & ReadyBit) != 0,
            (word & (ReadyBit << SinceShift)) != 0,
            (uint)(word >>> CountShift));
    }
}

/// <summary>What a client has told, as the tick sees it.</summary>
/// <param name="Keys">Of the newest round.</param>
/// <param name="Pressed">Of all rounds since the last look.</param>
/// <param name="IsReady">In the newest round.</param>
/// <param name="WasReady">In any round since the last look.</param>
/// <param name="Count">Rounds so far; wraps.</param>
public readonly record struct WavesRound(WavesKeys Keys, WavesKeys Pressed, bool IsReady, bool WasReady, uint Count);
