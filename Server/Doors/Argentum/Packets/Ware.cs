using Ecs.Simulation.Games.Argentum;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>An item as clients show it.</summary>
/// <param name="Item">As the rules know it.</param>
/// <param name="Graphic">A number of the client's own pictures.</param>
/// <param name="Type">The client's kind of thing.</param>
/// <param name="Price">In gold.</param>
public readonly record struct Ware(ArgentumItem Item, short Graphic, byte Type, float Price)
{
    /// <summary>What an empty slot has.</summary>
    public static Ware None { get; } = new(new ArgentumItem(0, ItemUse.None), 0, 0, 0);
}
