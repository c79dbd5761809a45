namespace Ecs.Server.Pacing;

/// <summary>How the loop lets time pass; a test's waiter turns a virtual clock instead.</summary>
public interface ITickWaiter
{
    /// <summary>
    /// Returns at or shortly after <paramref name="timestamp"/> of the loop's clock, or as soon as somebody calls
    /// <see cref="Wake"/>. Returning early is harmless: the loop asks the schedule again.
    /// </summary>
    void WaitUntil(long timestamp);

    /// <summary>Ends the present or next wait early; from any thread.</summary>
    void Wake();
}
