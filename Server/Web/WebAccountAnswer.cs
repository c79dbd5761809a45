namespace Ecs.Server.Web;

/// <summary>The answer to a request about an account.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Name">As the account has it; empty unless the verdict is <see cref="WebAccountVerdict.Ok"/>.</param>
/// <param name="Token">Logs in once or until it expires, as <c>account:</c> and 32 hexadecimal digits; empty where none was asked for.</param>
/// <param name="Expires">When the token ends.</param>
/// <param name="RetryAfter">Of <see cref="WebAccountVerdict.Limited"/>: when to try again.</param>
/// <param name="Text">One sentence for a person; empty for the verdict's own.</param>
public readonly record struct WebAccountAnswer(
    WebAccountVerdict Verdict,
    string Name = "",
    string Token = "",
    DateTimeOffset Expires = default,
    TimeSpan RetryAfter = default,
    string Text = "")
{
    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(WebAccountAnswer)} {{ {Verdict}, {Name} }}";
}
