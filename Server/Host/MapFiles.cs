using System.Diagnostics.CodeAnalysis;
using Ecs.Server.Base;
using Ecs.Server.Options;
using Ecs.Server.Text;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Host;

/// <summary>Reads maps from disk; what the bytes mean is the world's business.</summary>
public static class MapFiles
{
    private const string Extension = ".tmj";

    /// <summary>What Tiled and its users call files: a name that ends so is a path, and what is in the file says whether it is a map.</summary>
    private static readonly string[] PathExtensions = [Extension, ".json", ".tmx", ".xml", ".tsx", ".tsj", ".tx", ".tj", ".js", ".lua", ".world"];

    /// <summary>Characters of a fault: room for the numbers and layers that it names.</summary>
    private const int FaultLimit = 600;

    /// <summary>Bytes; the world's reader would refuse a longer one, and this keeps it out of memory.</summary>
    private const int ByteLimit = 4 * 1024 * 1024;

    /// <summary>The folder of the maps that come with the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Maps");

    /// <summary>Whether a file is meant, not a map that came with the program.</summary>
    public static bool IsPath(string nameOrFile) =>
        Path.GetFileName(nameOrFile) != nameOrFile
        || Array.Exists(PathExtensions, ending => nameOrFile.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <param name="nameOrFile">A name as "bunkers" means the file of that name beside the program; whatever ends with .tmj, .json or
    /// another ending of map editors, or holds a separator, is a path.</param>
    /// <param name="map">The map, when the result is <see cref="ExitCode.Ok"/>.</param>
    /// <param name="fault">Otherwise one line that says what is wrong.</param>
    /// <returns>The exit code that fits.</returns>
    public static int Load(string nameOrFile, out Map? map, out string fault)
    {
        var path = IsPath(nameOrFile) ? nameOrFile : Path.Combine(Folder, nameOrFile + Extension);
        map = null;
        if (!TryRead(path, out var bytes, out var isMissing, out fault))
            return isMissing ? ExitCode.NoSuchFile : ExitCode.BadFile;
        var name = DisplayText.Clean(Path.GetFileNameWithoutExtension(path), Protocol.Limits.MapCodePoints);
        if (Map.TryParse(name, bytes, out map, out fault))
            return ExitCode.Ok;
        fault = DisplayText.Clean(fault, FaultLimit);
        return ExitCode.BadFile;
    }

    private static bool TryRead(string path, [NotNullWhen(true)] out byte[]? bytes, out bool isMissing, out string fault)
    {
        bytes = null;
        isMissing = false;
        fault = "";
        var shown = OptionText.Escape(path, 200);
        try
        {
            using var file = File.OpenRead(path);
            if (file.CanSeek && file.Length > ByteLimit)
            {
                fault = $"the map {shown} is longer than {ByteLimit} bytes";
                return false;
            }

            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            isMissing = true;
            fault = $"there is no map {shown}";
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            fault = $"the map {shown} cannot be read: {DisplayText.Clean(exception.Message, 200)}";
        }

        return false;
    }
}
