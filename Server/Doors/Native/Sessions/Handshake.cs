using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Guards;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Server.Text;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>The two steps into the world, and the way out of it.</summary>
internal sealed class Handshake(NativeHandler handler, NativeOptions options, GuessLimit guesses, NameRegistry names, RoomTable rooms)
{
    /// <summary>Of one connection: five lengths, tried for four seconds five times a second, and twice more after a silence.</summary>
    private const int PathProbesLimit = 300;

    /// <param name="session">In no room, and without a name.</param>
    /// <param name="packet">A RequestAuth.</param>
    /// <param name="logins">For whoever says to have an account.</param>
    public void Authenticate(NativeGuest session, ReadOnlyMemory<byte> packet, AccountLogin logins)
    {
        if (!handler.TryRead(session, packet, out RequestAuth request))
            return;

        if (session.Proof is { IsAsked: true })
        {
            session.Refuse(MessageId.RequestAuth, Reason.AlreadyDone);
            return;
        }

        session.Proof = null;
        if (request.Version == Limits.Version && logins.TryBegin(session, in request))
            return;

        if (request.Version == Limits.Version && ResumeToken.TryParse(request.Token, out var token))
        {
            Resume(session, token, request.Name);
            return;
        }

        if (request.Version != Limits.Version)
            Fail(session, Reason.WrongVersion, Farewells.TextOfVersion(request.Version));
        else
            Settle(session, Judge(session, request, out var role, out var ban), role, ban);
    }

    /// <summary>Lets in whoever has proved to own an account, under the name that it has.</summary>
    public void Admit(NativeGuest session, ProvenAccount account)
    {
        if (session.FindBan(account.Name) is { } ban)
        {
            Settle(session, Reason.Banned, PlayerRole.Player, ban);
            return;
        }

        // Wherever the owner comes from, a connection that is lost or silent is not in the way.
        if (names.Find(account.Name) is NativeGuest bearer && bearer.Account == account.Key && IsSilent(bearer))
            bearer.Drop(Reason.ConnectionLost);
        var failure = handler.IsFull ? Reason.ServerFull
            : session.TryTakeOwnName(account.Name, account.Key) ? Reason.None
            : Reason.NameTaken;
        Settle(session, failure, PlayerRole.Player);
    }

    /// <param name="session">Whose name and proof have been judged.</param>
    /// <param name="failure">Why it is not let in; <see cref="Reason.None"/> when it is.</param>
    /// <param name="role">Of whoever is let in.</param>
    /// <param name="ban">What keeps it out, when <see cref="Reason.Banned"/> does: its text is told.</param>
    private void Settle(NativeGuest session, Reason failure, PlayerRole role, Ban? ban = null)
    {
        switch (failure)
        {
            case Reason.None:
                session.Role = role;
                session.State = NativeState.Authenticated;
                Welcome(session, used: null);
                handler.LogIn(session);
                break;
            case Reason.ServerFull:
                // As if there had been no room for the connection, which there was for those who come back only.
                session.Drop(failure);
                break;
            default:
                Fail(session, failure, ban?.Text ?? ReasonText.Of(failure));
                break;
        }
    }

    private void Welcome(NativeGuest session, ResumeToken? used)
    {
        var delivery = new Delivery();
        var token = handler.Resumable.Issue(session, used, delivery);
        session.Send(new AuthSuccess(session.Number, session.Role, session.Name, options.ServerName, token, session.Room is not null, session.Account.Length != 0), delivery);
    }

    /// <summary>Gives a session back, from any address. Tokens that are wrong, used, too old or of another name are all the same.</summary>
    private void Resume(NativeGuest greeting, ResumeToken token, string name)
    {
        var failure = JudgeGuess(greeting, out var source);
        if (failure != Reason.None)
        {
            Fail(greeting, failure, ReasonText.Of(failure));
            return;
        }

        if (handler.Resumable.Find(token) is not { } session || !IsNameOf(session, name))
        {
            CountGuess(source);
            Fail(greeting, Reason.BadToken, ReasonText.Of(Reason.BadToken));
            return;
        }

        handler.Continue(session, greeting);
        Welcome(session, token);
    }

    private static bool IsNameOf(NativeGuest session, string name) =>
        DisplayText.TryCleanName(name, out var clean) && clean == session.Name;

    /// <summary>Whether a token from there is looked at.</summary>
    private Reason JudgeGuess(NativeGuest session, out IPAddress source)
    {
        source = session.Peer.Source ?? IPAddress.None;
        return guesses.IsReached(source) ? Reason.Rate : Reason.None;
    }

    private void CountGuess(IPAddress source)
    {
        handler.CountBadToken();
        guesses.Count(source);
    }

    public void Fail(NativeGuest session, Reason failure, string text)
    {
        session.Send(new AuthFailure(failure, text));
        if (++session.Failures >= options.AuthenticationAttempts)
            session.Drop(failure);
    }

    public void ListRooms(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out RequestRooms _))
            return;

        session.Send(RoomMenu.ListOf(rooms));
    }

    public void Enter(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out RequestEnter request))
            return;

        var refusal = Enter(session, in request);
        if (refusal == Reason.None)
            session.State = NativeState.Entering;
        else
            session.Refuse(MessageId.RequestEnter, refusal);
    }

    /// <summary>The answer takes the same way back at the same length.</summary>
    public void TryPath(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out PathProbe probe))
            return;

        if (session.PathProbes++ < PathProbesLimit)
            session.Send(new PathEcho(probe.Bytes));
        else
            handler.CountRate();
    }

    public void SetPath(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (handler.TryRead(session, packet, out PathFound found))
            session.Peer.PathBytes = found.Bytes;
    }

    public void Leave(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (handler.TryRead(session, packet, out Leave _))
            session.Drop(Reason.Left);
    }

    private Reason Judge(NativeGuest session, in RequestAuth request, out PlayerRole role, out Ban? ban)
    {
        (role, ban) = (PlayerRole.Player, null);
        if (request.Token.Length != 0)
        {
            var refusal = JudgeGuess(session, out var source);
            if (refusal != Reason.None)
                return refusal;

            if (!TryGetRole(request.Token, out role))
            {
                CountGuess(source);
                return Reason.BadToken;
            }
        }

        // Who has the operator's token is what the name says.
        if (!DisplayText.TryCleanName(request.Name, out var name) || (role != PlayerRole.Operator && ProtectedNames.Holds(name)))
            return Reason.BadName;

        if ((ban = session.FindBan(name)) is not null)
            return Reason.Banned;

        if (names.IsRegistered(name))
            return Reason.NameRegistered;

        // A role's token is a secret of the server's; whoever has one is no stranger.
        if (options.Accounts == AccountPolicy.Required && request.Token.Length == 0)
            return Reason.AccountRequired;

        if (names.Find(name) is NativeGuest bearer && IsGhostOf(bearer, session))
            bearer.Drop(Reason.ConnectionLost);

        if (handler.IsFull)
            return Reason.ServerFull;

        return session.TryTakeName(name) ? Reason.None : Reason.NameTaken;
    }

    /// <summary>
    /// Whether the name's bearer is what is left of a connection from the same address, and so most likely of the same player, whose program
    /// has lost the token with everything else. A stranger elsewhere waits until the session ends.
    /// </summary>
    private static bool IsGhostOf(NativeGuest bearer, NativeGuest newcomer) =>
        IsSilent(bearer)
        && bearer.Peer.Source is { } before
        && newcomer.Peer.Source is { } now
        && AddressKey.Of(before) == AddressKey.Of(now);

    private static bool IsSilent(NativeGuest bearer) => bearer.IsAway || bearer.Peer.SilentFor > NativeHandler.GhostSilence;

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

    private Reason Enter(NativeGuest session, in RequestEnter request)
    {
        var watches = request.Role == PlayerRole.Spectator;
        var isAllowed = watches ? session.Role != PlayerRole.Player || session.Peer.IsLoopback : session.Role != PlayerRole.Spectator;
        if (!isAllowed)
            return Reason.NotAllowed;

        if (rooms.Find(request.Room) is not { } room)
            return Reason.NoSuchRoom;

        var refusal = JudgePassword(session, room, request.Password);
        if (refusal != Reason.None)
            return refusal;

        return (watches ? session.TryWatch(room) : session.TryJoin(room)) ? Reason.None : Reason.RoomFull;
    }

    /// <summary>A room's password is guessed as seldom as anything else. Operators need none.</summary>
    private Reason JudgePassword(NativeGuest session, Room room, string password)
    {
        if (!room.Options.IsLocked || session.Role == PlayerRole.Operator)
            return Reason.None;

        var refusal = JudgeGuess(session, out var source);
        if (refusal != Reason.None || IsToken(password, room.Options.Password))
            return refusal;

        CountGuess(source);
        return Reason.WrongRoomPassword;
    }
}
