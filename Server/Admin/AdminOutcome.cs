namespace Ecs.Server.Admin;

/// <summary>What became of a wish.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Error">A word for programs; empty where it was done.</param>
/// <param name="Sentence">For people.</param>
internal readonly record struct AdminOutcome(int Status, string Error, string Sentence)
{
    public static AdminOutcome Done(string sentence) => new(200, "", sentence);

    /// <summary>It makes no sense.</summary>
    public static AdminOutcome Mistake(string sentence) => new(400, "bad-request", sentence);

    /// <summary>There is nothing of that name.</summary>
    public static AdminOutcome Nothing(string sentence) => new(404, "not-found", sentence);

    /// <summary>It cannot be done as things are.</summary>
    public static AdminOutcome Refused(string sentence) => new(409, "refused", sentence);
}
