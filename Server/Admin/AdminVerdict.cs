namespace Ecs.Server.Admin;

/// <summary>What became of a token that was shown, or not.</summary>
internal enum AdminVerdict
{
    /// <summary>It is the operator's.</summary>
    Right,

    /// <summary>None was shown.</summary>
    Missing,

    /// <summary>It was looked at, and is not the operator's.</summary>
    Wrong,

    /// <summary>The address has guessed too often: nothing of it is looked at for now.</summary>
    Limited,
}
