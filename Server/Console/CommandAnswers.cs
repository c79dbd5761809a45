using System.Globalization;

namespace Ecs.Server.Console;

/// <summary>What several commands say, and how they read numbers.</summary>
internal static class CommandAnswers
{
    public const string NoRoom = "You are in no room.";
    public const string TooManyOrders = "Too many orders wait for the next tick; try again.";

    public static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
