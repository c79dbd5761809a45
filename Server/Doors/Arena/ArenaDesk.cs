using Ecs.Protocol;
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
internal sealed class ArenaDesk(DoorContext context, Room room)
{
    private const ushort TryAgainLater = 1013;

    /// <summary>For those whose name has nothing to show.</summary>
    private const string Nameless = "player";

    private const char CommandMark = '/';

    private readonly byte[] _buffer = new byte[ArenaWriter.UsualLength];

    public void Hear(ArenaPlayer player, ReadOnlySpan<byte> message)
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
        else if (player.State == ArenaState.InGame && (player.IsWelcomed || IsForNow(message[0])))
            Obey(player, message);
        else if (player.State == ArenaState.InGame && !player.TryKeep(message))
            Count(DropCause.InputBeforeEntering);
    }

    /// <summary>What a client said before the world had taken its join: the original server knows a player at once.</summary>
    public void CatchUp(ArenaPlayer player)
    {
        while (player.IsWelcomed && player.Connection.IsOpen && player.TryTakeKept(out byte[]? message))
            Obey(player, message);
    }

    /// <summary>Ends what has lasted too long.</summary>
    public void Watch(ArenaPlayer player, TimeSpan patience)
    {
        if (player.State == ArenaState.Connected && context.Clock.Now - player.ConnectedAt > patience)
            Refuse(player, WebSocketCloseCode.UnsupportedData, "Authentication required", DropCause.Timeout);
    }

    /// <summary>Undoes everything that a player holds.</summary>
    public void Forget(ArenaPlayer player, Reason reason)
    {
        if (player.Seat is { } seat)
            seat.Room.Leave(seat, reason);
        if (player.Name.Length != 0)
            context.Names.Release(player.Name);
        player.Seat = null;
        player.State = ArenaState.Ended;
    }

    /// <summary>Moves and shots wait for their ticks anyway, and a ping is none of the world's business.</summary>
    private static bool IsForNow(byte request) => (ArenaRequest)request is ArenaRequest.Move or ArenaRequest.Shoot or ArenaRequest.Ping;

    private void Authenticate(ArenaPlayer player, ReadOnlySpan<byte> message)
    {
        if (message[0] != (byte)ArenaRequest.Authenticate)
        {
            Refuse(player, WebSocketCloseCode.UnsupportedData, "Authentication required", DropCause.OutOfOrder);
            return;
        }

        DisplayText.TryCleanName(ArenaReader.ReadString(message), out string name);
        if (ProtectedNames.Holds(name))
        {
            Send(player, ArenaAnswer.Refused);
            return;
        }

        player.ShownName = name;
        player.Name = TakeName(player, name.Length == 0 ? Nameless : name);
        player.State = ArenaState.Authenticated;
        Send(player, ArenaAnswer.Authenticated);
    }

    private void Enter(ArenaPlayer player, ReadOnlySpan<byte> message)
    {
        if (message[0] != (byte)ArenaRequest.Enter)
            Refuse(player, WebSocketCloseCode.UnsupportedData, "Request connect required", DropCause.OutOfOrder);
        else if (room.TryJoin(player.Name, isBot: false, out Seat? seat))
        {
            (player.Seat, player.State) = (seat, ArenaState.InGame);
            player.Connection.AnswerPingsAtOnce();
        }
        else
            Refuse(player, TryAgainLater, "The room is full", DropCause.Refused);
    }

    private void Obey(ArenaPlayer player, ReadOnlySpan<byte> message)
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
                Act(player, PlayerActionCode.HurtSelf);
                break;
            case ArenaRequest.ChangeTeam:
                Act(player, PlayerActionCode.ChangeTeam);
                break;
            case ArenaRequest.TakePowerUp:
                Act(player, PlayerActionCode.TakePowerUp);
                break;
            case ArenaRequest.Chat:
                Chat(player, ArenaReader.ReadString(message));
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

    private void Move(ArenaPlayer player, ReadOnlySpan<byte> message)
    {
        if (!ArenaReader.TryReadMove(message, out float x, out float y))
            Refuse(player, WebSocketCloseCode.Normal, "", DropCause.Malformed);
        else if (!player.Inputs.TryMove(x, y))
            Count(DropCause.OutOfRange);
    }

    private void Answer(ArenaPlayer player, ReadOnlySpan<byte> message)
    {
        if (!ArenaReader.TryReadPing(message, out ulong stamp))
        {
            Refuse(player, WebSocketCloseCode.Normal, "", DropCause.Malformed);
            return;
        }

        var pong = new ArenaWriter(_buffer, ArenaAnswer.Pong);
        pong.Add(stamp);
        player.Connection.Send(pong.Message);
    }

    private void Act(ArenaPlayer player, PlayerActionCode code)
    {
        if (player.Seat is { } seat && !seat.TryAct(new PlayerAction(code, 0, 0)))
            Count(DropCause.ActionOverflow);
    }

    private void Chat(ArenaPlayer player, string raw)
    {
        string text = DisplayText.CleanChat(raw);
        if (text.Length == 0)
            return;
        if (!player.MayChat(context.Clock.Now))
            Count(DropCause.Rate);
        else if (text[0] == CommandMark)
            player.Tell(context.Operators.Answer(player, text[1..]));
        else if (player.Seat is { } seat)
            room.Chat(seat.Slot, player.Name, text);
    }

    /// <summary>The name itself, or with a number behind it when somebody bears it.</summary>
    private string TakeName(ArenaPlayer player, string name)
    {
        string taken = name;
        for (int number = 2; !context.Names.TryTake(taken, player); number++)
        {
            string suffix = $"-{number}";
            taken = DisplayText.Clean(name, DisplayText.NameLimit - suffix.Length) + suffix;
        }

        return taken;
    }

    private void Send(ArenaPlayer player, ArenaAnswer answer) => player.Connection.Send(new ArenaWriter(_buffer, answer).Message);

    private void Refuse(ArenaPlayer player, ushort code, string reason, DropCause cause)
    {
        Count(cause);
        player.Connection.Close(code, reason);
    }

    private void Count(DropCause cause) => context.Metrics.CountDrop(cause);
}
