using System.Globalization;
using Ecs.Simulation.Values;

namespace Ecs.Server.Console;

/// <summary>What several commands say, and how they read numbers.</summary>
internal static class CommandAnswers
{
    public const string NoRoom = "You are in no room.";
    public const string TooManyOrders = "Too many orders wait for the next tick; try again.";

    /// <summary>
    /// Whether a player is meant by the number of a seat. Figures are always one, never a name: who calls himself 5 must not be made an
    /// operator because nobody sits on seat 5.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="number">The seat, -1 when there cannot be one.</param>
    public static bool MeansSeat(string text, out int number)
    {
        var isNumber = text.Length != 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
        number = isNumber && TryNumber(text, 0, PlayerSlot.Limit - 1, out var seat) ? seat : -1;
        return isNumber;
    }

    public static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
