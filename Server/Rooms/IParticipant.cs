using Ecs.Protocol;
using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>Somebody with a name who came through a door: what the console and other people's commands may do with them.</summary>
public interface IParticipant
{
    /// <summary>Cleaned, and unique in the process.</summary>
    string Name { get; }

    /// <summary>As the people at their own door see them, which may be a name that somebody else there bears, too, or none.</summary>
    string ShownName => Name;

    PlayerRole Role { get; }

    /// <summary>Where from, for logs and the console.</summary>
    string Address { get; }

    int RoundTripMilliseconds { get; }

    /// <summary>What their connection carried; nothing where their door does not count.</summary>
    PeerTraffic Traffic => default;

    /// <summary>The newest snapshot that they are known to have; 0 before the first, and where their wire does not say.</summary>
    Tick AcknowledgedSnapshot => default;

    /// <summary>The room they are in, or null.</summary>
    Room? Room { get; }

    /// <summary>Their seat, or null for those who only watch.</summary>
    Seat? Seat { get; }

    /// <summary>Whether their connection is lost and they may come back.</summary>
    bool IsAway => false;

    /// <summary>Changes what they may do and tells them so.</summary>
    void ChangeRole(PlayerRole role);

    /// <summary>Tells them something that nobody else hears.</summary>
    void Tell(string text);

    /// <summary>Ends their connection and tells them why.</summary>
    void Drop(Reason reason, string text);
}
