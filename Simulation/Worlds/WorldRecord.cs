using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>What the world itself has, beside its entities and its mode's state. Hashed and kept in checkpoints.</summary>
internal struct WorldRecord : IComponent<WorldRecord>
{
    public Tick Tick;
    public ulong Seed;
    public ulong NextEntityId;
    public ulong MapHash;
    public ushort TickRate;

    public static void Visit<TVisitor>(ref WorldRecord component, ref TVisitor visitor)
        where TVisitor : struct, IFieldVisitor, allows ref struct
    {
        visitor.Field(nameof(Tick), ref component.Tick);
        visitor.Field(nameof(Seed), ref component.Seed);
        visitor.Field(nameof(NextEntityId), ref component.NextEntityId);
        visitor.Field(nameof(MapHash), ref component.MapHash);
        visitor.Field(nameof(TickRate), ref component.TickRate);
    }
}
