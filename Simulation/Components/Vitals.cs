using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;
namespace Ecs.Simulation.Components;

/// <summary>What a role-playing character has now, beside its hit points.</summary>
public struct Vitals : IComponent<Vitals>
{
    /// <summary>0 to <see cref="MaxStamina"/>; at 0 there are no steps and no blows.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public ushort Stamina;
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public ushort MaxStamina;
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public ushort Mana;
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public ushort MaxMana;

    /// <summary>0 (starving) to 100.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public byte Food;

    /// <summary>0 (parched) to 100.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public byte Water;

    /// <summary>From 1.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public byte Level;
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public int Gold;

    /// <summary>Below <see cref="NextLevel"/>.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public int Experience;

    /// <summary>Experience that the next level needs.</summary>
    [Replicated(ValueBits = 7, ChangeBits = 4, Audience = Audience.Owner)]
    public int NextLevel;

    public static void Visit<TVisitor>(ref Vitals component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Stamina), ref component.Stamina);
        visitor.Field(nameof(MaxStamina), ref component.MaxStamina);
        visitor.Field(nameof(Mana), ref component.Mana);
        visitor.Field(nameof(MaxMana), ref component.MaxMana);
        visitor.Field(nameof(Food), ref component.Food);
        visitor.Field(nameof(Water), ref component.Water);
        visitor.Field(nameof(Level), ref component.Level);
        visitor.Field(nameof(Gold), ref component.Gold);
        visitor.Field(nameof(Experience), ref component.Experience);
        visitor.Field(nameof(NextLevel), ref component.NextLevel);
    }
}
