using System.Globalization;
using Ecs.Scenes.Field;
using Ecs.Server;

namespace Ecs.Benchmarks;

/// <summary>
/// The benchmarks' own server: the dedicated one with the field as its mode, which is not among the users'. <c>field-server PLAYERS BULLETS
/// [OPTIONS]</c> makes a map for so many players and bullets and takes the options of any server.
/// </summary>
internal static class FieldServer
{
    public const string Name = "field-server";

    private const int BadOption = 78;
    private const int MostPlayers = 1_000_000; // of the area; seats are an option of the server

    /// <summary>How it is started for so many players with two bullets each.</summary>
    public static IReadOnlyList<string> CommandLine(int players) =>
        ["Ecs.Benchmarks.dll", Name, string.Create(CultureInfo.InvariantCulture, $"{players}"), string.Create(CultureInfo.InvariantCulture, $"{players * 2}")];

    /// <param name="arguments">What follows the name.</param>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2 || !IsCount(arguments[0], out var players) || !IsCount(arguments[1], out var bullets) || players is 0 or > MostPlayers)
        {
            Console.Error.WriteLine($"{Name}: tell players (1 to {MostPlayers}) and bullets, then what any server takes");
            return BadOption;
        }

        var folder = Directory.CreateTempSubdirectory("ecs-field-");
        try
        {
            var map = Path.Combine(folder.FullName, "field.tmj");
            File.WriteAllText(map, FieldMap.Text(players, bullets));
            return EcsServer.Run(["--mode", "field", "--map", map, .. arguments.Skip(2)], static parts => parts.Add<FieldMode>("field"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
