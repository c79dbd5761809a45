using Ecs.Simulation.Views;

namespace Ecs.Simulation.Bots;

/// <summary>Whom a search takes. A struct, so that asking costs neither a call nor an object.</summary>
public interface IEntityFilter
{
    bool Takes(in EntityState entity);
}
