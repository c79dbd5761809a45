using Ecs.Simulation.Values;

namespace Ecs.Simulation.Components;

/// <summary>Who an avatar belongs to, and its side.</summary>
public struct Player : IComponent<Player>
{
    public PlayerSlot Slot;
    public byte Team;
    public bool IsBot;

    public static void Visit<TVisitor>(ref Player component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Slot), ref component.Slot);
        visitor.Field(nameof(Team), ref component.Team);
        visitor.Field(nameof(IsBot), ref component.IsBot);
    }
}
