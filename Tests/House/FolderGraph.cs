namespace Ecs.Tests.House;

/// <summary>
/// The arrows inside one folder: its nodes are its sub-folders, each with everything below it, and its own files, which together are the
/// node ".". In the folder of a project, whose files are the way in, each file can be a node of its own, called like it.
/// </summary>
internal sealed class FolderGraph
{
    private readonly bool _hasFileNodes;
    private readonly SortedDictionary<string, SortedDictionary<string, List<FileArrow>>> _arrows = new(StringComparer.Ordinal);

    /// <param name="folder">From the root, with forward slashes.</param>
    /// <param name="arrows">Of the project.</param>
    /// <param name="hasFileNodes">Whether each of its own files is a node.</param>
    public FolderGraph(string folder, IEnumerable<FileArrow> arrows, bool hasFileNodes = false)
    {
        Folder = folder;
        _hasFileNodes = hasFileNodes;
        foreach (var arrow in arrows)
        {
            if (NodeOf(arrow.From) is { } from && NodeOf(arrow.To) is { } to && from != to)
            {
                if (!_arrows.TryGetValue(from, out var targets))
                    _arrows[from] = targets = new(StringComparer.Ordinal);

                if (!targets.TryGetValue(to, out var files))
                    targets[to] = files = [];

                files.Add(arrow);
            }
        }
    }

    public string Folder { get; }

    public bool IsEmpty => _arrows.Count == 0;

    /// <summary>Each node with what it uses, as docs/architecture.md has it.</summary>
    public IEnumerable<(string From, IReadOnlyCollection<string> To)> Rows => _arrows.Select(static row => (row.Key, (IReadOnlyCollection<string>)row.Value.Keys));

    /// <summary>Arrows between files that make this one between folders.</summary>
    public IReadOnlyList<FileArrow> Between(string from, string to) =>
        _arrows.TryGetValue(from, out var targets) && targets.TryGetValue(to, out var files) ? files : [];

    /// <summary>Nodes that lead back to themselves; empty in a house without circles.</summary>
    public IReadOnlyList<string> Circle
    {
        get
        {
            var left = _arrows.ToDictionary(static row => row.Key, static row => row.Value.Keys.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
            while (left.FirstOrDefault(row => !row.Value.Any(left.ContainsKey)) is { Key: { } free })
                left.Remove(free);

            return [.. left.Keys.Order(StringComparer.Ordinal)];
        }
    }

    private string? NodeOf(string file)
    {
        if (!file.StartsWith(Folder + "/", StringComparison.Ordinal))
            return null;

        var rest = file[(Folder.Length + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
            return rest[..slash];

        return _hasFileNodes ? rest.Split('.')[0] : ".";
    }
}
