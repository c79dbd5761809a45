namespace Ecs.Benchmarks.WebSockets;

/// <summary>Asks a server for something, often.</summary>
internal interface IHammer : IDisposable
{
    /// <summary>Requests so far.</summary>
    long Sent { get; }

    /// <summary>Of them those that the server's side did not take.</summary>
    long Refused { get; }

    /// <summary>Answers that were heard, where somebody listens for them.</summary>
    long Answered { get; }

    void Hammer(double seconds, int perSecond);
}
