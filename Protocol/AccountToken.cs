namespace Ecs.Protocol;

/// <summary>
/// 128 random bits that stand for the name and the password of an account until they are too old. On the wire they are a text, which takes the
/// place of another token: whoever reads it can use it, so it comes from a server over a connection that nobody reads.
/// </summary>
public readonly record struct AccountToken(UInt128 Value)
{
    /// <summary>How the text begins; 32 hexadecimal digits follow.</summary>
    public const string Mark = "account:";

    public const int TextLength = 40;

    public static AccountToken Create() => new(SecretText.Create());

    /// <summary>Whether a token's text is one of these; says nothing about its being good.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AccountToken token)
    {
        var isOne = SecretText.TryParse(text, Mark, out var value);
        token = new(value);
        return isOne;
    }

    public string ToText() => SecretText.Write(Mark, Value);

    /// <summary>Nobody should find a token in a log.</summary>
    public override string ToString() => nameof(AccountToken);
}
