using System.Diagnostics.CodeAnalysis;

namespace Ecs.Server.Files;

/// <summary>
/// Which file a name means: the way that the system goes, through every symbolic link on it, also where the file itself is not
/// there yet.
/// </summary>
internal static class RealPath
{
    /// <summary>Links on one way; the system gives up as well.</summary>
    private const int LinkLimit = 40;

    /// <summary>False when links lead in a circle. What cannot be looked at counts as no link: whoever opens the file hears why.</summary>
    public static bool TryResolve(string path, [NotNullWhen(true)] out string? real)
    {
        // Elsewhere ".." goes back to the folder that a link points into, so nothing is shortened before the links are known.
        var whole = OperatingSystem.IsWindows() ? Path.GetFullPath(path) : Path.Join(Path.IsPathRooted(path) ? "" : Environment.CurrentDirectory, path);
        var root = Path.GetPathRoot(whole) ?? "";
        var ahead = new Stack<string>();
        Push(ahead, whole[root.Length..]);
        real = root;
        for (var links = 0; ahead.TryPop(out var part);)
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Join(real, part);
            if (TargetOf(next) is not { Length: > 0 } target)
            {
                real = next;
                continue;
            }

            if (++links > LinkLimit)
            {
                real = null;
                return false;
            }

            var start = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : "";
            if (start.Length != 0)
                real = start;
            Push(ahead, target[start.Length..]);
        }

        return true;
    }

    private static void Push(Stack<string> ahead, string path)
    {
        var parts = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (var index = parts.Length - 1; index >= 0; index--)
            ahead.Push(parts[index]);
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
