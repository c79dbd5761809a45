using System.Numerics;
using System.Runtime.CompilerServices;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>
/// Where a body was after each of its last ticks, for shots that are judged where their shooters saw it. Only bodies of worlds with lag
/// compensation have it; it is written once per tick, at the end.
/// </summary>
public struct Trail : IComponent<Trail>
{
    /// <summary>Places of the longest trail, at 240 ticks a second; a power of two.</summary>
    public const int Length = 64;

    /// <summary>How far back a trail reaches, in milliseconds.</summary>
    public const int ReachMilliseconds = 250;

    /// <summary>Parts of a tick in which ages are told.</summary>
    public const int AgeParts = PlayerCommand.SeenParts;

    /// <summary>Ticks in a row that the body lives, the newest place's included, up to <see cref="LengthAt"/>; 0 when it was dead. Older places are of no use.</summary>
    public byte Lived;

    /// <summary>Bit 0: to its newest place the body came by a jump, not by a straight way; bit 1 and so on: to the places before.</summary>
    public ulong Jumps;

    /// <summary>By tick; places further back than the trail reaches stay zero or are overwritten.</summary>
    public Ring Places;

    [InlineArray(Length)]
    public struct Ring
    {
        private FixedVector _first;
    }

    /// <summary>The greatest age, in 256ths of a tick: exactly <see cref="ReachMilliseconds"/> at any rate.</summary>
    public static int AgeLimitAt(int tickRate) => tickRate * (AgeParts * ReachMilliseconds / 1000);

    /// <summary>Places that the greatest age needs.</summary>
    public static int LengthAt(int tickRate) => ((AgeLimitAt(tickRate) + AgeParts - 1) / AgeParts) + 1;

    /// <summary>Adds the place after a tick.</summary>
    /// <param name="tick">Which tick; one more than the last time.</param>
    /// <param name="place">The body's centre.</param>
    /// <param name="isAlive">Whether it is there at all: a trail begins anew with every life.</param>
    /// <param name="hasJumped">Whether it came here from its last place without being between.</param>
    /// <param name="tickRate">Of the world.</param>
    public void Add(Tick tick, FixedVector place, bool isAlive, bool hasJumped, int tickRate)
    {
        Lived = isAlive ? (byte)Math.Min(Lived + 1, LengthAt(tickRate)) : (byte)0;
        Jumps = (Jumps << 1) | (hasJumped ? 1UL : 0);
        Places[PlaceOf(tick, tickRate)] = place;
    }

    /// <summary>The place after a tick that <see cref="Lived"/> covers.</summary>
    public readonly FixedVector At(Tick tick, int tickRate) => Places[PlaceOf(tick, tickRate)];

    public static void Visit<TVisitor>(ref Trail component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Lived), ref component.Lived);
        visitor.Field(nameof(Jumps), ref component.Jumps);
        visitor.Field(nameof(Places), ref component.Places);
    }

    /// <summary>A ring no larger than the rate needs: tick numbers wrap, so its size is a power of two.</summary>
    private static int PlaceOf(Tick tick, int tickRate) => (int)(tick.Value & (BitOperations.RoundUpToPowerOf2((uint)LengthAt(tickRate)) - 1));
}
