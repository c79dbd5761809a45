using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>What a role-playing character is: chosen and thrown when it was made, never changed but for the safety catch.</summary>
public struct Character : IComponent<Character>
{
    /// <summary>1 to 12.</summary>
    public byte Class;

    /// <summary>1 human, 2 elf, 3 drow, 4 gnome, 5 dwarf.</summary>
    public byte Race;

    /// <summary>1 or 2.</summary>
    public byte Gender;

    /// <summary>1 to 5.</summary>
    public byte Home;

    /// <summary>Which head clients draw; the number is theirs.</summary>
    public ushort Head;

    /// <summary>The five attributes as the dice fell, each 6 to 18.</summary>
    public byte Strength;
    public byte Agility;
    public byte Intelligence;
    public byte Charisma;
    public byte Constitution;

    /// <summary>Whether blows at other players are held back.</summary>
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
