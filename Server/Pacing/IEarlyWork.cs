namespace Ecs.Server.Pacing;

/// <summary>The beginning of the next tick's work, which may be done while the loop waits for that tick.</summary>
public interface IEarlyWork
{
    /// <summary>Whether something is lost if all of it waits for the tick.</summary>
    bool IsPressing { get; }

    /// <summary>Does a part that is short beside a tick.</summary>
    void Begin();
}
