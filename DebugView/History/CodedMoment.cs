using System.Runtime.InteropServices;
using Ecs.DebugView.Frames;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.History;

/// <summary>
/// What a difference is taken from, and what reading one leads to: the part of a frame that the next frame mostly repeats.
/// Writer and reader keep one each, in step.
/// </summary>
internal sealed class CodedMoment
{
    public long Number { get; set; }

    public uint Tick { get; set; }

    public uint ClockTicks { get; set; }

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
        ClockTicks = 0;
        Figures = default;
        Entities.Clear();
        Players.Clear();
        Names.Clear();
    }

    /// <summary>The entity without this tick's movement: what moves on as it did is then equal to its state before.</summary>
    public static EntityState Halt(EntityState entity)
    {
        entity.X -= entity.VelocityX;
        entity.Y -= entity.VelocityY;
        return entity;
    }

    /// <summary>The reverse of <see cref="Halt"/>.</summary>
    public static void Move(ref EntityState entity)
    {
        entity.X += entity.VelocityX;
        entity.Y += entity.VelocityY;
    }

    public void BecomeEntities(ReadOnlySpan<EntityState> entities)
    {
        CollectionsMarshal.SetCount(Entities, entities.Length);
        entities.CopyTo(CollectionsMarshal.AsSpan(Entities));
    }
}
