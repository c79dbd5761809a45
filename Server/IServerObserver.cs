namespace Ecs.Server;

/// <summary>
/// Looks at a server after each of its ticks, on the tick's thread and while what the tick had to tell is still there. It
/// must neither change anything nor wait; what it takes is part of the tick and measured as <see cref="ServerStage.Observe"/>.
/// </summary>
public interface IServerObserver
{
    void AfterTick(GameServer server);
}
