using System.Diagnostics.CodeAnalysis;

namespace Ecs.Server.Doors.Waves;

/// <summary>Accepts the connections of a waves door, which carry themselves; the tick's thread only hears of them.</summary>
public interface IWavesListener : IDisposable
{
    /// <summary>Where it listens; never 0.</summary>
    int Port { get; }

    /// <summary>Hands over a connection that has come; each appears once.</summary>
    bool TryAccept([NotNullWhen(true)] out WavesLink? link);

    /// <summary>Nobody new gets in.</summary>
    void StopAccepting();
}
