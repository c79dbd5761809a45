using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Survival;

/// <summary>What an avatar has gathered and holds in its hand.</summary>
public struct Holdings : IComponent<Holdings>
{
    /// <summary>More of one resource is lost.</summary>
    public const int Limit = 1_000_000_000;

    [Replicated(ValueBits = 8, Audience = Audience.Owner)]
    public int Wood;
    [Replicated(ValueBits = 8, Audience = Audience.Owner)]
    public int Food;
    [Replicated(ValueBits = 8, Audience = Audience.Owner)]
    public int Stone;
    [Replicated(ValueBits = 8, Audience = Audience.Owner)]
    public int Points;

    /// <summary>The weapon in the hand.</summary>
    [Replicated(ValueBits = 3, Audience = Audience.Owner)]
    public byte Weapon;

    /// <summary>The item that is about to be placed, counted from 1; 0 for none.</summary>
    [Replicated(ValueBits = 3, Audience = Audience.Owner)]
    public ushort Item;

    /// <summary>Dead, the avatar waits until its player asks; otherwise it comes back by itself.</summary>
    [Replicated(ValueBits = 1, Audience = Audience.Owner)]
    public bool WaitsToBeAsked;

    public static void Visit<TVisitor>(ref Holdings component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Wood), ref component.Wood);
        visitor.Field(nameof(Food), ref component.Food);
        visitor.Field(nameof(Stone), ref component.Stone);
        visitor.Field(nameof(Points), ref component.Points);
        visitor.Field(nameof(Weapon), ref component.Weapon);
        visitor.Field(nameof(Item), ref component.Item);
        visitor.Field(nameof(WaitsToBeAsked), ref component.WaitsToBeAsked);
    }
}
