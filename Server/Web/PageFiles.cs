using System.Security.Cryptography;

namespace Ecs.Server.Web;

/// <summary>
/// The page: all files of a folder, read once at the start. Requests name keys of a table, never paths of the disk, so none leads out of it.
/// </summary>
internal sealed class PageFiles
{
    private const string Index = "index.html";

    /// <summary>Bytes of all files; more is no page.</summary>
    private const long BytesLimit = 32 * 1024 * 1024;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".txt"] = "text/plain; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".webmanifest"] = "application/manifest+json",
    };

    private readonly Dictionary<string, PageFile> _files = new(StringComparer.Ordinal);

    /// <summary>Beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Page");

    /// <summary>Reads a folder; nothing is there when the folder is not.</summary>
    /// <exception cref="IOException">It cannot be read, or is too much.</exception>
    public static PageFiles Read(string folder)
    {
        var page = new PageFiles();
        if (!Directory.Exists(folder))
            return page;
        long bytes = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (!Types.TryGetValue(file.Extension, out var type))
                continue;
            bytes += file.Length;
            if (bytes > BytesLimit)
                throw new IOException($"{folder} is longer than {BytesLimit} bytes");
            page.Add(Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), type, File.ReadAllBytes(file.FullName));
        }

        return page;
    }

    /// <param name="path">Of a request: decoded, from the root.</param>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    private void Add(string name, string type, byte[] bytes)
    {
        var file = new PageFile(type, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"", bytes);
        _files["/" + name] = file;
        if (name == Index)
            _files["/"] = file;
    }
}
