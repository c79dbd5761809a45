namespace Ecs.Server.Options;

/// <summary>A setting that some source has.</summary>
/// <param name="Key">As that source spells it.</param>
/// <param name="Text">What it says, as it says it: also what is no value, and secrets.</param>
/// <param name="Source">Which one.</param>
public sealed record GivenSetting(string Key, string Text, string Source)
{
    /// <summary>Without the text, which may be a secret.</summary>
    public override string ToString() => $"{Key} ({Source})";
}
