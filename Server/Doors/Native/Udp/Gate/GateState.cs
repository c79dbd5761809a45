using Ecs.Server.Guards;

namespace Ecs.Server.Doors.Native.Udp.Gate;

/// <summary>What the gates of all addresses share: what is allowed to strangers is allowed once.</summary>
internal sealed class GateState
{
    // Sixteen households' worth of clients behind one address that all come back at once.
    private const double AnswersPerSecond = 50;
    private const double AnswerBurst = 100;

    /// <summary>29 bytes each and 57 with the heads of UDP and IPv4: at most 1.2 MB a second leave for addresses that nobody has proven.</summary>
    private const double AllAnswersPerSecond = 20_000;

    // A client whose address has changed sends everything from the new one until the library has asked who it is.
    private const double StraysPerSecond = 20;
    private const double StrayBurst = 40;
    private const double AllStraysPerSecond = 2_000;

    /// <summary>Monotonic time; the carrier keeps it.</summary>
    public TimeSpan Now { get; set; }

    public ConnectCookies Cookies { get; } = new();

    /// <summary>Requests that are told their cookie.</summary>
    public AddressBuckets Answers { get; } = new(AnswersPerSecond, AnswerBurst, AllAnswersPerSecond, AllAnswersPerSecond);

    /// <summary>Datagrams of no connection that the library may look at.</summary>
    public AddressBuckets Strays { get; } = new(StraysPerSecond, StrayBurst, AllStraysPerSecond, AllStraysPerSecond);

    /// <summary>
    /// Proofs of who somebody is, which are the answer to the question that a stray is told. They have an allowance of their own: a client at
    /// a new address goes on sending, and what it sends would take every token before its proof arrives.
    /// </summary>
    public AddressBuckets Proofs { get; } = new(StraysPerSecond, StrayBurst, AllStraysPerSecond, AllStraysPerSecond);
}
