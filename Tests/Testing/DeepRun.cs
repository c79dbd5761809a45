using System.Globalization;

namespace Ecs.Tests.Testing;

/// <summary>How much of something a test does: little in the normal run, as much as a variable says in a deep one.</summary>
internal static class DeepRun
{
    /// <param name="variable">Whole and not negative, or it counts as not set.</param>
    /// <param name="normal">Where the variable is not set.</param>
    public static int Or(string variable, int normal) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
            ? wanted
            : normal;
}
