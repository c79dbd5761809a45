using Ecs.Server.Rooms;

namespace Ecs.Server.Doors;

/// <summary>
/// A way into the server, as the tick sees it. Whoever comes through a door joins rooms, offers commands and hears what
/// happens there through <see cref="Rooms"/>; what its clients speak is the door's own matter. The verbs run once per tick,
/// in the order of their declaration, on the tick's thread; none of them waits.
/// </summary>
public interface IDoor : IDisposable
{
    /// <summary>As the ready line and logs spell it: <c>udp=9050</c> for the native door, <c>waves:5050</c> for others.</summary>
    string Label { get; }

    /// <summary>Connections that the door knows, in a room or not.</summary>
    int SessionCount { get; }

    /// <summary>Whether nobody is left to whom anything must be delivered; the end of a graceful stop.</summary>
    bool IsDrained { get; }

    /// <summary>The room that it leads to; null while there is none, and for a door whose clients choose.</summary>
    Room? Room => null;

    /// <summary>It leads to this room from now on. Only while it leads to none.</summary>
    void Lead(Room room)
    {
        // Clients of the native door choose a room themselves.
    }

    /// <summary>Another room takes the place of one, with another map: who was in it goes on there, where the wire can say so, or else is told and goes.</summary>
    void Move(Room room, Room next) => Leave(room);

    /// <summary>The room closes: whoever is in it is told and goes, and the door leads to none.</summary>
    void Leave(Room room);

    /// <summary>Takes in what arrived: messages become acts and chat of rooms, and commands where the wire says for which tick.</summary>
    void Receive(TimeSpan elapsed);

    /// <summary>Whether so much arrives that some would be lost if all of it waited for the next tick.</summary>
    bool IsFlooded => false;

    /// <summary>Between two ticks, while <see cref="IsFlooded"/>: the beginning of the next <see cref="Receive"/>.</summary>
    void ReceiveEarly()
    {
        // Most doors have a thread that empties their sockets.
    }

    /// <summary>Who has been long enough between the door and a room gets a seat or the door: answers come in, the silent go.</summary>
    void Settle();

    /// <summary>Offers the next tick what its players hold down, where the wire does not say for which tick that is.</summary>
    void Offer();

    /// <summary>
    /// Writes what all its clients in one room are told alike, before they are told. Called for several rooms at once, from several threads:
    /// it touches nothing but that room and what the door keeps for it.
    /// </summary>
    void Encode(Room room)
    {
        // Most doors write for each client by itself.
    }

    /// <summary>Tells the door's clients what this tick brought.</summary>
    void Tell();

    /// <summary>Lets the transport send, resend and keep its own time.</summary>
    void Flush(TimeSpan elapsed);

    /// <summary>Admits nobody any more and tells everyone why; what must arrive still goes out with the next ticks.</summary>
    void BeginStop();
}
