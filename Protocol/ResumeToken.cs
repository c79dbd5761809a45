namespace Ecs.Protocol;

/// <summary>
/// 128 random bits that give a session back to whoever connects anew: once, and only for the name that they were given to. On the
/// wire they are a text, which takes the place of another token.
/// </summary>
public readonly record struct ResumeToken(UInt128 Value)
{
    /// <summary>How the text begins; 32 hexadecimal digits follow.</summary>
    public const string Mark = "resume:";

    public const int TextLength = 39;

    public static ResumeToken Create() => new(SecretText.Create());

    /// <summary>Whether a token's text is one of these; says nothing about its being good.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ResumeToken token)
    {
        var isOne = SecretText.TryParse(text, Mark, out var value);
        token = new(value);
        return isOne;
    }

    public string ToText() => SecretText.Write(Mark, Value);

    /// <summary>Nobody should find a token in a log.</summary>
    public override string ToString() => nameof(ResumeToken);
}
