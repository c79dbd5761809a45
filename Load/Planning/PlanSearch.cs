namespace Ecs.Load.Planning;

/// <summary>
/// The largest number of clients that hold, found by trying: from a guess in steps of a tenth up or down until one holds and one more does not,
/// then once in between. Exact to a twentieth.
/// </summary>
/// <param name="holds">Tries so many; null ends the search with what is known.</param>
/// <param name="cap">1 or more.</param>
internal sealed class PlanSearch(Func<int, bool?> holds, int cap)
{
    private const double Step = 1.1;
    private const double Fine = 1.06;

    /// <summary>The most that held; 0 when none did.</summary>
    public int Held { get; private set; }

    /// <summary>The fewest that did not; one more than the cap when all did.</summary>
    public int Failed { get; private set; } = cap + 1;

    /// <summary>Whether both stand as close together as the search makes them.</summary>
    public bool IsFinished => Held + 1 >= Failed || Failed <= Held * Fine;

    /// <param name="guess">1 to the cap.</param>
    public void Run(int guess)
    {
        var next = Math.Clamp(guess, 1, cap);
        while (!IsFinished && holds(next) is { } isHeld)
        {
            if (isHeld)
                Held = next;
            else
                Failed = next;
            next = Next();
        }
    }

    private int Next() =>
        IsFinished ? Held
        : Failed > cap ? Math.Clamp((int)Math.Ceiling(Held * Step), Held + 1, cap)
        : Held == 0 ? Math.Clamp((int)(Failed / Step), 1, Failed - 1)
        : Math.Clamp((int)Math.Round(Math.Sqrt((double)Held * Failed)), Held + 1, Failed - 1);
}
