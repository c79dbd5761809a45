namespace Ecs.Server.Replay;

/// <summary>The first wrong field of a tick.</summary>
public sealed record WrongField
{
    /// <summary>The stage of the tick after which it was wrong first.</summary>
    public required string System { get; init; }

    /// <summary>0 for the world's own record and the mode's state.</summary>
    public required ulong Entity { get; init; }

    /// <summary>What the entity is and whose.</summary>
    public required string EntityIs { get; init; }

    public required string Component { get; init; }

    public required string Field { get; init; }

    public required string Expected { get; init; }

    public required string Found { get; init; }
}

/// <summary>Where two runs of one recording part, as far as it can be told.</summary>
public sealed record Divergence
{
    /// <summary>The reference where there was nothing to compare with.</summary>
    public const string NoReference = "none";

    public required uint Tick { get; init; }

    /// <summary>16 hexadecimal digits.</summary>
    public required string ExpectedHash { get; init; }

    public required string FoundHash { get; init; }

    /// <summary>What the finer naming was compared with; "none" when there was nothing.</summary>
    public string Reference { get; init; } = NoReference;

    /// <summary>Null without a reference, and when the reference did the same in every stage.</summary>
    public WrongField? First { get; init; }

    /// <summary>What else is to be known of the recording: a schema that is not this build's, detail that could not be used.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The inputs of that tick, a line each.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Without a reference: what differs at the next checkpoint, a line each.</summary>
    public IReadOnlyList<string> AtNextCheckpoint { get; init; } = [];

    /// <summary>One paragraph that a person can act on.</summary>
    public string ToText()
    {
        var lines = new List<string> { $"Tick {Tick} differs: expected hash {ExpectedHash}, found {FoundHash}." };
        if (First is { } wrong)
        {
            lines.Add($"First wrong after {wrong.System}: {wrong.EntityIs}, {wrong.Component}.{wrong.Field} is {wrong.Found}, expected {wrong.Expected} (reference: {Reference}).");
        }
        else if (Reference != NoReference)
        {
            lines.Add($"Every stage did what the reference says (reference: {Reference}): whoever recorded that hash had another world.");
        }
        else
        {
            lines.Add($"There is no reference to name the field (reference: {Reference}); record with --record-detail, or give --with another build.");
            lines.AddRange(AtNextCheckpoint.Select(line => "At the next checkpoint " + line));
        }

        lines.AddRange(Notes.Select(note => $"Note: {note}."));
        lines.Add(Inputs.Count == 0 ? "The tick had no input." : "Input of the tick:");
        lines.AddRange(Inputs.Select(line => "  " + line));
        return string.Join('\n', lines);
    }
}
