namespace Ecs.DebugView.Sources.Remote;

/// <summary>As whom the window enters a server elsewhere.</summary>
/// <param name="Token">Empty, or what makes an operator, or lets a spectator in.</param>
/// <param name="Room">Empty for the server's default room.</param>
public sealed record RemoteEntry(string Token, string Room)
{
    /// <summary>Under which name to play; null to look on.</summary>
    public string? Name { get; init; }

    /// <summary>Of the account that has the name; empty for a guest, and beside a token not used.</summary>
    public string Password { get; init; } = "";

    /// <summary>Whether the game's bot plays.</summary>
    public bool HasAutopilot { get; init; }

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(RemoteEntry)} {{ {Name}, {Room} }}";
}
