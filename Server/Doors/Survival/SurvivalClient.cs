using System.Globalization;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// One connection of the survival door: the keys that its player holds, and what the client has been told of. Made for one
/// connection and never used for another.
/// </summary>
internal sealed class SurvivalClient : IParticipant
{
    private readonly SurvivalDoor _door;
    private ChatAllowance _chat = new();
    private TokenBucket _faults;
    private MessageQuota _quota;
    private sbyte _moveX;
    private sbyte _moveY;
    private bool _attacks;
    private bool _isPressed;
    private Angle _aim = Angle.Right;

    public SurvivalClient(SurvivalDoor door, WebSocketConnection connection, uint number, SurvivalDoorOptions options)
    {
        _door = door;
        _faults = new TokenBucket(1, options.FaultLimit);
        _quota = new MessageQuota(options.MessagesPerSecond, options.MessagesPerMinute);
        Connection = connection;
        Id = "s" + number.ToString(CultureInfo.InvariantCulture);
    }

    public WebSocketConnection Connection { get; }

    /// <summary>By which the clients name the player when one comes or goes; beside it there is the sid.</summary>
    public string Id { get; }

    /// <summary>Empty before the first spawn.</summary>
    public string Name { get; set; } = "";

    public PlayerRole Role { get; private set; }

    public string Address => Connection.Remote.ToString();

    /// <summary>Not known: the wire's pings carry no time.</summary>
    public int RoundTripMilliseconds => 0;

    public Room? Room => Seat?.Room;

    public Seat? Seat { get; set; }

    /// <summary>Whether the client has been told that it is in.</summary>
    public bool IsIn { get; set; }

    /// <summary>What of the room this client has been told of.</summary>
    public ClientSight Sight { get; } = new();

    public bool MaySend(TimeSpan now) => _quota.TryTake(now);

    /// <summary>Notes a message that makes no sense; false when there have been too many.</summary>
    public bool ForgivesFault(TimeSpan now) => _faults.TryTake(1, now);

    public void Steer((sbyte X, sbyte Y) move) => (_moveX, _moveY) = move;

    public void Aim(double? radians) => _aim = radians is { } angle ? WireAngle.FromRadians(angle) : _aim;

    /// <summary>A press counts even when the release comes before the next tick.</summary>
    public void Attack(bool isOn)
    {
        _attacks = isOn;
        _isPressed |= isOn;
    }

    /// <summary>Nothing is held any more; the player looks where it looked.</summary>
    public void ReleaseKeys()
    {
        Steer((0, 0));
        (_attacks, _isPressed) = (false, false);
    }

    /// <summary>Hands the keys to the next tick, unless one still waits for a world that stands still.</summary>
    public void OfferKeys()
    {
        if (Seat is not { State: SeatState.Playing } seat || seat.Inputs.Waiting != 0)
            return;
        Buttons buttons = _attacks || _isPressed ? Buttons.Fire : Buttons.None;
        _isPressed = false;
        seat.OfferNext(new PlayerCommand(default, _moveX, _moveY, _aim, buttons));
    }

    /// <summary>Whether a chat line may go out; the first that may not is answered, the others are not.</summary>
    public bool MayChat(TimeSpan now)
    {
        bool may = _chat.TryTake(now, out bool isFirstRefusal);
        if (isFirstRefusal)
            Tell(ChatAllowance.Notice);
        return may;
    }

    public void ChangeRole(PlayerRole role)
    {
        Role = role;
        Tell(role == PlayerRole.Operator ? "You are an operator now." : "You are no operator any more.");
    }

    public void Tell(string text) => _door.Tell(this, text);

    public void Drop(Reason reason, string text) =>
        _door.End(this, WebSocketCloseCode.PolicyViolation, text.Length == 0 ? ReasonText.Of(reason) : text, reason);
}
