using Ecs.Server.Base;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>The maps that are on their way to clients, one for each at most.</summary>
internal sealed class MapSender(ServerClock clock)
{
    private readonly List<NativeGuest> _receivers = [];

    /// <summary>Begins anew when the session's map is on its way already.</summary>
    public void Begin(NativeGuest session, Map map)
    {
        if (session.MapTransfer is null)
            _receivers.Add(session);
        session.MapTransfer = new MapTransfer(map, session.Peer);
    }

    /// <summary>What may go in this tick.</summary>
    public void Send()
    {
        for (var index = _receivers.Count - 1; index >= 0; index--)
        {
            var session = _receivers[index];
            if (session.MapTransfer!.Continue(session, clock.Now))
                continue;
            session.MapTransfer = null;
            _receivers.RemoveAt(index);
        }
    }
}
