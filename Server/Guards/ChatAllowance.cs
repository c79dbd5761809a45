namespace Ecs.Server.Guards;

/// <summary>How fast one player may chat: one line a second in the long run and five at once, whatever wire they come by.</summary>
public struct ChatAllowance()
{
    /// <summary>What whoever wrote too fast is told, on wires without a text of their own for it.</summary>
    public const string Notice = "You write too fast: wait a moment.";

    private const double LinesPerSecond = 1;
    private const int Burst = 5;

    private TokenBucket _lines = new(LinesPerSecond, Burst);
    private bool _isMuted;

    /// <param name="now">On the server's clock.</param>
    /// <param name="isFirstRefusal">
    /// The first since a line went out. Only this one deserves an answer: else there would be as many answers as lines.
    /// </param>
    public bool TryTake(TimeSpan now, out bool isFirstRefusal)
    {
        var may = _lines.TryTake(1, now);
        isFirstRefusal = !may && !_isMuted;
        _isMuted = !may;
        return may;
    }
}
