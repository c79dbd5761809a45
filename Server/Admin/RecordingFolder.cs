namespace Ecs.Server.Admin;

/// <summary>
/// The recordings beside the one that <c>--record</c> names, its own pieces and those of rooms. What is asked for is looked up among the files that are
/// there, so no request leads out of their folder.
/// </summary>
/// <param name="path">The file that they are called after.</param>
internal sealed class RecordingFolder(string path)
{
    /// <summary>Files of one answer.</summary>
    private const int Most = 1_000;

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private readonly string _name = Path.GetFileName(path);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<FileInfo> List()
    {
        var folder = new DirectoryInfo(_folder);
        return folder.Exists
            ? [.. folder.EnumerateFiles().Where(file => IsRecording(file.Name)).OrderByDescending(static file => file.LastWriteTimeUtc).Take(Most)]
            : [];
    }

    /// <summary>The whole name of a file; null when there is none of that name.</summary>
    public string? Find(string name) => List().FirstOrDefault(file => file.Name == name)?.FullName;

    private bool IsRecording(string name) => name == _name || name.StartsWith(_name + ".", StringComparison.Ordinal);
}
