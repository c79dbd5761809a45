using Ecs.Simulation.Games.Argentum;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>An item as clients show it.</summary>
/// <param name="Item">As the rules know it.</param>
/// <param name="Name">In the language of the original.</param>
/// <param name="Graphic">A number of the client's own pictures.</param>
/// <param name="Type">The client's kind of thing.</param>
/// <param name="Price">In gold.</param>
public readonly record struct Ware(ArgentumItem Item, string Name, short Graphic, byte Type, float Price)
{
    /// <summary>What an empty slot has.</summary>
    public static Ware None { get; } = new(default, "", 0, 0, 0);
}
