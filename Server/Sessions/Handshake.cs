using System.Security.Cryptography;
using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;

namespace Ecs.Server.Sessions;

/// <summary>The two steps into the world, and the way out of it.</summary>
internal sealed class Handshake(SessionDesk desk, SessionOptions options, NameBook names, RoomTable rooms)
{
    /// <summary>Of one connection: five lengths, tried for four seconds five times a second.</summary>
    private const int PathProbesLimit = 100;

    public void Authenticate(Session session, ReadOnlyMemory<byte> packet)
    {
        if (!desk.TryRead(session, packet, out RequestAuth request))
        {
            return;
        }

        var failure = Judge(session, request, out var name, out var role);
        if (failure == Reason.None)
        {
            session.Name = name;
            session.Role = role;
            session.State = SessionState.Authenticated;
            session.Send(new AuthSuccess(session.Number, role, name, options.ServerName));
            desk.LogIn(session);
            return;
        }

        session.Send(new AuthFailure(failure, Farewells.TextOf(failure)));
        if (++session.Failures >= options.AuthenticationAttempts)
        {
            desk.End(session, failure);
        }
    }

    public void ListRooms(Session session, ReadOnlyMemory<byte> packet)
    {
        if (!desk.TryRead(session, packet, out RequestRooms _))
        {
            return;
        }

        var entries = new RoomEntry[rooms.All.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            var room = rooms.All[index];
            entries[index] = new(room.Name, room.Options.Mode, (ushort)room.PlayerCount, (ushort)room.Options.PlayerLimit);
        }

        session.Send(new RoomList(new(entries)));
    }

    public void Enter(Session session, ReadOnlyMemory<byte> packet)
    {
        if (!desk.TryRead(session, packet, out RequestEnter request))
        {
            return;
        }

        var refusal = request.Role == PlayerRole.Spectator ? Watch(session, request) : Join(session, request);
        if (refusal == Reason.None)
        {
            session.State = SessionState.Entering;
        }
        else
        {
            session.Refuse(MessageId.RequestEnter, refusal);
        }
    }

    /// <summary>The answer takes the same way back at the same length.</summary>
    public void TryPath(Session session, ReadOnlyMemory<byte> packet)
    {
        if (!desk.TryRead(session, packet, out PathProbe probe))
        {
            return;
        }

        if (session.PathProbes++ < PathProbesLimit)
        {
            session.Send(new PathEcho(probe.Bytes));
        }
        else
        {
            desk.CountRate();
        }
    }

    public void SetPath(Session session, ReadOnlyMemory<byte> packet)
    {
        if (desk.TryRead(session, packet, out PathFound found))
        {
            session.Peer.PathBytes = found.Bytes;
        }
    }

    public void Leave(Session session, ReadOnlyMemory<byte> packet)
    {
        if (desk.TryRead(session, packet, out Leave _))
        {
            desk.End(session, Reason.Left);
        }
    }

    private Reason Judge(Session session, in RequestAuth request, out string name, out PlayerRole role)
    {
        role = PlayerRole.Player;
        name = "";
        if (request.Version != Limits.Version)
        {
            return Reason.WrongVersion;
        }

        if (request.Token.Length != 0 && !TryGetRole(request.Token, out role))
        {
            return Reason.BadToken;
        }

        // Who has the operator's token is what the name says.
        if (!DisplayText.TryCleanName(request.Name, out name) || (role != PlayerRole.Operator && ProtectedNames.Holds(name)))
        {
            return Reason.BadName;
        }

        return names.TryTake(name, session) ? Reason.None : Reason.NameTaken;
    }

    private bool TryGetRole(string token, out PlayerRole role)
    {
        // Both are always compared, so that the time tells nothing about which exists.
        var isOperator = IsToken(token, options.OperatorToken);
        var isSpectator = IsToken(token, options.SpectatorToken);
        role = isOperator ? PlayerRole.Operator : PlayerRole.Spectator;
        return isOperator | isSpectator;
    }

    private static bool IsToken(string given, string wanted) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(wanted))
        && wanted.Length != 0;

    private Reason Join(Session session, in RequestEnter request)
    {
        if (session.Role == PlayerRole.Spectator)
        {
            return Reason.NotAllowed;
        }

        if (rooms.Find(request.Room) is not { } room)
        {
            return Reason.NoSuchRoom;
        }

        if (!room.TryJoin(session.Name, isBot: false, out var seat))
        {
            return Reason.RoomFull;
        }

        session.Room = room;
        session.Seat = seat;
        return Reason.None;
    }

    private Reason Watch(Session session, in RequestEnter request)
    {
        if (session.Role == PlayerRole.Player && !session.Peer.IsLoopback)
        {
            return Reason.NotAllowed;
        }

        if (rooms.Find(request.Room) is not { } room)
        {
            return Reason.NoSuchRoom;
        }

        if (!room.TryWatch())
        {
            return Reason.RoomFull;
        }

        session.Room = room;
        return Reason.None;
    }
}
