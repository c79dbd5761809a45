namespace Ecs.Load.Planning;

/// <summary>
/// The largest number of clients that hold, found by trying: from a guess a tenth up or down, and each time twice as far, until one holds and
/// one more does not, then in between. Exact to a twentieth.
/// </summary>
/// <param name="holds">Tries so many; null ends the search with what is known.</param>
/// <param name="cap">1 or more.</param>
internal sealed class PlanSearch(Func<int, bool?> holds, int cap)
{
    private const double FirstStep = 0.1;
    private const double Fine = 1.06;

    private double _step = FirstStep;

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

    private int Next()
    {
        if (IsFinished)
            return Held;
        if (Held > 0 && Failed <= cap)
            return Math.Clamp((int)Math.Round(Math.Sqrt((double)Held * Failed)), Held + 1, Failed - 1);

        var factor = 1 + _step;
        _step *= 2;
        return Held > 0 ? Math.Clamp((int)Math.Ceiling(Held * factor), Held + 1, cap) : Math.Clamp((int)(Failed / factor), 1, Failed - 1);
    }
}
