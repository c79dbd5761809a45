using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// Hears what clients say, in the order of their wire: a name, the wish to enter, then the game. What is out of order ends the
/// connection with the words of the original; what is too short does, too.
/// </summary>
internal sealed class ArenaHandler(DoorContext context, Room room)
{
    private const ushort TryAgainLater = 1013;

    /// <summary>For those whose name has nothing to show.</summary>
    private const string Nameless = "player";

    private readonly byte[] _buffer = new byte[ArenaWriter.UsualLength];

    public void Hear(ArenaGuest player, ReadOnlySpan<byte> message)
    {
        if (!player.Meter.TryPass(message.Length, context.Clock.Now))
        {
            Count(DropCause.Rate);
            if (player.Meter.IsFlood)
                Refuse(player, WebSocketCloseCode.PolicyViolation, "Too many messages", DropCause.Rate);
            return;
        }

        if (message.IsEmpty)
            Refuse(player, WebSocketCloseCode.Normal, "", DropCause.Empty);
        else if (player.State == ArenaState.Connected)
            Authenticate(player, message);
        else if (player.State == ArenaState.Authenticated)
            Enter(player, message);
        else if (player.State == ArenaState.InGame && (player.IsIn || IsForNow(message[0])))
            Obey(player, message);
        else if (player.State == ArenaState.InGame && !player.Early.TryAdd(message.ToArray()))
            Count(DropCause.InputBeforeEntering);
    }

    /// <summary>What a client said before the world had taken its join: the original server knows a player at once.</summary>
    public void CatchUp(ArenaGuest player)
    {
        while (player.IsIn && player.Connection.IsOpen && player.Early.TryTake(out var message))
            Obey(player, message);
    }

    /// <summary>Ends what has lasted too long.</summary>
    public void Watch(ArenaGuest player, TimeSpan patience)
    {
        if (player.State == ArenaState.Connected && context.Clock.Now - player.ConnectedAt > patience)
            Refuse(player, WebSocketCloseCode.UnsupportedData, "Authentication required", DropCause.Timeout);
    }

    /// <summary>Moves and shots wait for their ticks anyway, and a ping is none of the world's business.</summary>
    private static bool IsForNow(byte request) => (ArenaRequest)request is ArenaRequest.Move or ArenaRequest.Shoot or ArenaRequest.Ping;

    private void Authenticate(ArenaGuest player, ReadOnlySpan<byte> message)
    {
        if (message[0] != (byte)ArenaRequest.Authenticate)
        {
            Refuse(player, WebSocketCloseCode.UnsupportedData, "Authentication required", DropCause.OutOfOrder);
            return;
        }

        DisplayText.TryCleanName(ArenaReader.ReadString(message), out var name);
        if (ProtectedNames.Holds(name))
        {
            Send(player, ArenaAnswer.Refused);
            return;
        }

        // Names are shared on this wire, but a registered one is its owner's.
        if (context.Names.IsRegistered(name))
        {
            Send(player, ArenaAnswer.Refused);
            return;
        }

        if (player.LeavesBanned(name))
            return;

        player.TakeName(name, Nameless);
        player.State = ArenaState.Authenticated;
        Send(player, ArenaAnswer.Authenticated);
    }

    private void Enter(ArenaGuest player, ReadOnlySpan<byte> message)
    {
        if (message[0] != (byte)ArenaRequest.Enter)
        {
            Refuse(player, WebSocketCloseCode.UnsupportedData, "Request connect required", DropCause.OutOfOrder);
        }
        else if (player.TryJoin(room))
        {
            player.State = ArenaState.InGame;
            player.Connection.AnswerPingsAtOnce();
        }
        else
        {
            Refuse(player, TryAgainLater, "The room is full", DropCause.Refused);
        }
    }

    private void Obey(ArenaGuest player, ReadOnlySpan<byte> message)
    {
        switch ((ArenaRequest)message[0])
        {
            case ArenaRequest.Move:
                Move(player, message);
                break;
            case ArenaRequest.Shoot:
                player.Inputs.Shoot();
                break;
            case ArenaRequest.HurtSelf:
                player.TryAct(new PlayerAction(PlayerActionCode.HurtSelf, 0, 0));
                break;
            case ArenaRequest.ChangeTeam:
                player.TryAct(new PlayerAction(PlayerActionCode.ChangeTeam, 0, 0));
                break;
            case ArenaRequest.TakePowerUp:
                player.TryAct(new PlayerAction(PlayerActionCode.TakePowerUp, 0, 0));
                break;
            case ArenaRequest.Chat:
                player.Say(ArenaReader.ReadString(message));
                break;
            case ArenaRequest.Ping:
                Answer(player, message);
                break;
            case ArenaRequest.Respawn or ArenaRequest.Update:
                break;
            case ArenaRequest.Authenticate or ArenaRequest.Enter:
                Count(DropCause.OutOfOrder);
                break;
            default:
                Count(DropCause.UnknownMessage);
                break;
        }
    }

    private void Move(ArenaGuest player, ReadOnlySpan<byte> message)
    {
        if (!ArenaReader.TryReadMove(message, out var x, out var y))
            Refuse(player, WebSocketCloseCode.Normal, "", DropCause.Malformed);
        else if (!player.Inputs.TryMove(x, y))
            Count(DropCause.OutOfRange);
    }

    private void Answer(ArenaGuest player, ReadOnlySpan<byte> message)
    {
        if (!ArenaReader.TryReadPing(message, out var stamp))
        {
            Refuse(player, WebSocketCloseCode.Normal, "", DropCause.Malformed);
            return;
        }

        var pong = new ArenaWriter(_buffer, ArenaAnswer.Pong);
        pong.Add(stamp);
        player.Connection.Send(pong.Message);
    }

    private void Send(ArenaGuest player, ArenaAnswer answer) => player.Connection.Send(new ArenaWriter(_buffer, answer).Message);

    private void Refuse(ArenaGuest player, ushort code, string reason, DropCause cause)
    {
        Count(cause);
        player.Connection.Close(code, reason);
    }

    private void Count(DropCause cause) => context.Metrics.CountDrop(cause);
}
