using System.Numerics;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>
/// One player's commands on their way to the world: a ring of <see cref="Depth"/> ticks that gives out exactly one command
/// per tick. Whatever arrives twice, too late or too early has no effect on the world, so nobody moves faster than time.
/// </summary>
/// <remarks>
/// <code>
/// history (64 ticks)         | waiting (32 ticks)
/// ... -3  -2  -1  current    | +1  +2  ... +32   +33 and more: from the future
/// </code>
/// Bit 0 of the history is the tick that ran last, bit 0 of the waiting mask the one that runs next.
/// </remarks>
public sealed class InputBuffer
{
    /// <summary>Ticks that a command may be ahead of the tick that ran last.</summary>
    public const int Depth = 32;

    /// <summary>
    /// Ticks that commands without a stamp may pile up: bursts of 30 ms fit at 240 a second, and a
    /// sender that is too fast gains no delay worth having.
    /// </summary>
    public const int UnstampedDepth = 8;

    /// <summary>
    /// Ticks whose commands were refused are remembered until they run, as long as they are not further ahead than so many: those that a client, which keeps its own commands for as
    /// long, can still be told of.
    /// </summary>
    private const int RefusedKept = 256;

    /// <summary>Value of the margin when no command came.</summary>
    public const sbyte NoMargin = sbyte.MinValue;

    private readonly PlayerCommand[] _ring = new PlayerCommand[Depth];
    private readonly Tick[] _refused = new Tick[RefusedKept];
    private readonly SpeedWatch _watch;
    private uint _waiting;
    private ulong _history;
    private sbyte _margin = NoMargin;

    /// <param name="tickRate">Ticks per second.</param>
    public InputBuffer(int tickRate)
    {
        _watch = new SpeedWatch(tickRate);
    }

    /// <summary>The tick that ran last.</summary>
    public Tick Current { get; private set; }

    /// <summary>The newest tick up to which every command has arrived or is too late to matter.</summary>
    public Tick Confirmed => Current + BitOperations.TrailingZeroCount(~_waiting);

    /// <summary>Commands that wait for their tick, at most <see cref="Depth"/>.</summary>
    public int Waiting => BitOperations.PopCount(_waiting);

    /// <summary>Commands that came too late, each tick counted once.</summary>
    public uint Late { get; private set; }

    /// <summary>Ticks that ran with a command of this player.</summary>
    public long Applied { get; private set; }

    /// <summary>Ticks that ran without one.</summary>
    public long Missed { get; private set; }

    /// <summary>The newest tick that ran without a command, none having been refused; 0 for none.</summary>
    public Tick NewestMissed { get; private set; }

    /// <summary>The newest tick that ran without a command because the one that came for it was refused; 0 for none.</summary>
    public Tick NewestRefused { get; private set; }

    /// <summary>Whether the player's stamps have run ahead of the world for longer than an honest clock can.</summary>
    public bool IsTooFast => _watch.IsTooFast;

    /// <summary>The player is in the world from now on.</summary>
    /// <param name="current">The tick that ran last.</param>
    public void Begin(Tick current) => Current = current;

    /// <summary>Drops what waits: whoever commands from now on has not said it.</summary>
    public void DropWaiting() => _waiting = 0;

    /// <summary>Offers a command for the tick that it names.</summary>
    public InputVerdict Offer(in PlayerCommand command)
    {
        var ahead = command.Tick.Since(Current);
        if (ahead <= 0)
            return OfferPast(ahead);

        if (ahead > Depth)
        {
            _watch.Note(command.Tick);
            if (ahead <= RefusedKept)
                _refused[command.Tick.Value % RefusedKept] = command.Tick;
            NoteMargin(ahead - 1);
            return InputVerdict.Early;
        }

        var bit = 1u << (ahead - 1);
        if ((_waiting & bit) != 0)
            return InputVerdict.Duplicate;

        _waiting |= bit;
        _ring[command.Tick.Value % Depth] = command;
        NoteMargin(ahead - 1);
        return InputVerdict.Taken;
    }

    /// <summary>
    /// Offers a command for the next tick that has none; its own stamp is not looked at. When <see cref="UnstampedDepth"/>
    /// ticks are filled, the newest takes the place of the one before it and keeps that one's buttons pressed.
    /// </summary>
    public InputVerdict OfferNext(in PlayerCommand command)
    {
        var index = Math.Min(BitOperations.TrailingZeroCount(~_waiting), UnstampedDepth - 1);
        var tick = Current + (index + 1);
        var bit = 1u << index;
        var collapsed = (_waiting & bit) != 0 ? _ring[tick.Value % Depth].Buttons : Buttons.None;
        _waiting |= bit;
        _ring[tick.Value % Depth] = command with { Tick = tick, Buttons = command.Buttons | collapsed };
        return InputVerdict.Taken;
    }

    /// <summary>Goes on to the next tick and gives its command out; false when none came for it.</summary>
    public bool TakeNext(out PlayerCommand command)
    {
        Current = Current.Next;
        _watch.Elapse();
        var came = (_waiting & 1) != 0;
        command = came ? _ring[Current.Value % Depth] : default;
        _waiting >>= 1;
        _history = (_history << 1) | (came ? 1UL : 0UL);
        Applied += came ? 1 : 0;
        Missed += came ? 0 : 1;
        if (came)
            return true;

        if (_refused[Current.Value % RefusedKept] == Current)
            NewestRefused = Current;
        else
            NewestMissed = Current;
        return false;
    }

    /// <summary>What <see cref="TakeMargin"/> would return.</summary>
    public sbyte Margin => _margin;

    /// <summary>
    /// By how many ticks the tightest command since the last call came early; 0 is just in time, negative too late, <see cref="Depth"/> and
    /// more: each of them was refused, repetitions included; <see cref="NoMargin"/> when none came.
    /// </summary>
    public sbyte TakeMargin()
    {
        var margin = _margin;
        _margin = NoMargin;
        return margin;
    }

    private InputVerdict OfferPast(int ahead)
    {
        var age = -(long)ahead;
        if (age >= 64)
            return InputVerdict.Late;

        // Clients repeat what is not confirmed yet, so most old commands are copies of one that was in time.
        var bit = 1UL << (int)age;
        if ((_history & bit) != 0)
            return InputVerdict.Duplicate;

        _history |= bit;
        Late++;
        NoteMargin(ahead - 1);
        return InputVerdict.Late;
    }

    private void NoteMargin(int margin)
    {
        var clamped = (sbyte)Math.Clamp(margin, -127, 127);
        if (_margin == NoMargin || clamped < _margin)
            _margin = clamped;
    }
}
