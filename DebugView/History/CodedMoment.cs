using System.Runtime.InteropServices;
using Ecs.DebugView.Frames;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.History;

/// <summary>
/// What a difference is taken from, and what reading one leads to: the part of a frame that the next frame mostly repeats.
/// Writer and reader keep one each, in step.
/// </summary>
internal sealed class CodedMoment
{
    /// <summary>After a longer one, as at the first frame, nothing is foretold.</summary>
    private const int LongestStep = 240;

    public long Number { get; set; }

    public uint Tick { get; private set; }

    public uint ClockTicks { get; set; }

    /// <summary>Ticks from the moment before to this one, as far as movement goes on by itself.</summary>
    public int Step { get; private set; } = 1;

    public FrameFigures Figures;

    public List<EntityState> Entities { get; set; } = [];

    public List<PlayerRecord> Players { get; } = [];

    /// <summary>Names in the order of their first mention since the last whole frame.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Forgets everything: what follows is a whole frame, a difference from nothing.</summary>
    public void Clear()
    {
        Number = 0;
        Tick = 0;
        Step = 1;
        ClockTicks = 0;
        Figures = default;
        Entities.Clear();
        Players.Clear();
        Names.Clear();
    }

    /// <summary>Goes on to a tick. Frames of a server elsewhere lie several ticks apart, in which everything moves.</summary>
    public void StepTo(uint tick)
    {
        var ticks = unchecked(tick - Tick);
        (Step, Tick) = (ticks is > 0 and <= LongestStep ? (int)ticks : 1, tick);
    }

    /// <summary>The entity without this step's movement: what moves on as it did is then equal to its state before.</summary>
    public EntityState Halt(EntityState entity)
    {
        entity.X = new Fixed(unchecked(entity.X.Raw - (entity.VelocityX.Raw * Step)));
        entity.Y = new Fixed(unchecked(entity.Y.Raw - (entity.VelocityY.Raw * Step)));
        return entity;
    }

    /// <summary>The reverse of <see cref="Halt"/>.</summary>
    public void Move(ref EntityState entity)
    {
        entity.X = new Fixed(unchecked(entity.X.Raw + (entity.VelocityX.Raw * Step)));
        entity.Y = new Fixed(unchecked(entity.Y.Raw + (entity.VelocityY.Raw * Step)));
    }

    public void BecomeEntities(ReadOnlySpan<EntityState> entities)
    {
        CollectionsMarshal.SetCount(Entities, entities.Length);
        entities.CopyTo(CollectionsMarshal.AsSpan(Entities));
    }
}
