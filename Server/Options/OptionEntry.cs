namespace Ecs.Server.Options;

/// <summary>
/// One setting, wherever it comes from: its key in files and in the environment, its flag on the command line, what help
/// says, and how its text becomes a value.
/// </summary>
/// <param name="Key">As in appsettings.json, sections joined by ':'.</param>
/// <param name="Flag">As on the command line; empty for what files and the environment alone may say.</param>
/// <param name="Argument">What help calls the value; empty for an option that may stand alone.</param>
/// <param name="Help">One sentence, with range and default.</param>
/// <param name="Set">Returns the options with the value, or adds a fault under the key it is given and returns them unchanged.
/// Its arguments: the options, the room ("" = none named), the text, the key, the faults.</param>
public sealed record OptionEntry(string Key, string Flag, string Argument, string Help, OptionSetter Set)
{
    /// <summary>Whether it may be said for each room, as NAME=VALUE or as a section of its own.</summary>
    public bool IsPerRoom { get; init; }

    /// <summary>Whether the flag may come without its value, which then counts as "True".</summary>
    public bool MayStandAlone { get; init; }

    /// <summary>Whether no message may repeat its value.</summary>
    public bool IsSecret => Key.EndsWith("Token", StringComparison.Ordinal) || Key.EndsWith("Password", StringComparison.Ordinal);

    /// <summary>What holds where nobody chooses, as help has it: what stands in brackets at its end; "none" without any.</summary>
    public string Default => Help.LastIndexOf('[') is >= 0 and var at && Help.EndsWith(']') ? Help[(at + 1)..^1] : "none";

    /// <summary>Whether its text may hold a password among other things.</summary>
    public bool HoldsPassword { get; init; }

    /// <summary>Whether a text of it must not be shown.</summary>
    internal bool MayHide(string text) => IsSecret || (HoldsPassword && text.Contains("password", StringComparison.Ordinal));

    /// <summary>Whether it makes sense only with a room's name.</summary>
    public bool NeedsRoom { get; init; }
}

/// <summary>See <see cref="OptionEntry"/>.</summary>
public delegate ServerOptions OptionSetter(ServerOptions options, string room, string text, string key, OptionFaults faults);
