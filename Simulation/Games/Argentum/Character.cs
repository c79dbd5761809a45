using Ecs.Simulation.Components;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>What a role-playing character is: chosen and thrown when it was made, never changed but for the safety catch.</summary>
public struct Character : IComponent<Character>
{
    /// <summary>1 to 12.</summary>
    [Replicated(ValueBits = 4, Audience = Audience.Owner)]
    public byte Class;

    /// <summary>1 human, 2 elf, 3 drow, 4 gnome, 5 dwarf.</summary>
    [Replicated(ValueBits = 3, Audience = Audience.Owner)]
    public byte Race;

    /// <summary>1 or 2.</summary>
    [Replicated(ValueBits = 2, Audience = Audience.Owner)]
    public byte Gender;

    /// <summary>1 to 5.</summary>
    [Replicated(ValueBits = 3, Audience = Audience.Owner)]
    public byte Home;

    /// <summary>Which head clients draw; the number is theirs.</summary>
    [Replicated(ValueBits = 4, Audience = Audience.Owner)]
    public ushort Head;

    /// <summary>The five attributes as the dice fell, each 6 to 18.</summary>
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public byte Strength;
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public byte Agility;
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public byte Intelligence;
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public byte Charisma;
    [Replicated(ValueBits = 5, Audience = Audience.Owner)]
    public byte Constitution;

    /// <summary>Whether blows at other players are held back.</summary>
    [Replicated(ValueBits = 1, Audience = Audience.Owner)]
    public bool IsSafe;

    public static void Visit<TVisitor>(ref Character component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Class), ref component.Class);
        visitor.Field(nameof(Race), ref component.Race);
        visitor.Field(nameof(Gender), ref component.Gender);
        visitor.Field(nameof(Home), ref component.Home);
        visitor.Field(nameof(Head), ref component.Head);
        visitor.Field(nameof(Strength), ref component.Strength);
        visitor.Field(nameof(Agility), ref component.Agility);
        visitor.Field(nameof(Intelligence), ref component.Intelligence);
        visitor.Field(nameof(Charisma), ref component.Charisma);
        visitor.Field(nameof(Constitution), ref component.Constitution);
        visitor.Field(nameof(IsSafe), ref component.IsSafe);
    }
}
