using Ecs.Protocol;
using Ecs.Server.Base;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>Limits and rights of native connections.</summary>
public sealed record NativeOptions
{
    /// <summary>The server's name as clients see it, at most 64 code points.</summary>
    public string ServerName { get; init; } = "Ecs";

    /// <summary>Gives the role operator; empty when there is none.</summary>
    public string OperatorToken { get; init; } = "";

    /// <summary>Gives the right to watch from another machine; empty when there is none.</summary>
    public string SpectatorToken { get; init; } = "";

    /// <summary>Connections at once; more are turned away with the reason.</summary>
    public int ConnectionLimit { get; init; } = 256;

    /// <summary>Tries to authenticate on one connection.</summary>
    public int AuthenticationAttempts { get; init; } = 5;

    /// <summary>Whether players without an account are let in.</summary>
    public AccountPolicy Accounts { get; init; } = AccountPolicy.Off;

    /// <summary>Time to authenticate in, seconds.</summary>
    public int AuthenticationSeconds { get; init; } = 10;

    /// <summary>Ticks per second; a client sends one input per tick.</summary>
    public int TickRate { get; init; } = 60;

    /// <summary>Messages that nobody can read, of one connection; one is forgiven every second.</summary>
    public int MalformedLimit { get; init; } = 100;

    /// <summary>Control messages that a client may leave unacknowledged before it counts as lost.</summary>
    public int UnacknowledgedLimit { get; init; } = 4096;

    /// <summary>Makes the tokens that give sessions back.</summary>
    public Func<ResumeToken> NewResumeToken { get; init; } = ResumeToken.Create;

    /// <summary>Where session numbers begin; they wrap around.</summary>
    public uint FirstSessionNumber { get; init; } = 1;

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(NativeOptions)} {{ {ServerName}, {TickRate}/s }}";
}
