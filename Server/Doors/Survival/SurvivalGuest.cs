using System.Globalization;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// One connection of the survival door: the keys that its player holds, and what the client has been told of. Made for one
/// connection and never used for another.
/// </summary>
internal sealed class SurvivalGuest : WebSocketGuest
{
    /// <summary>Parts of a long answer; more would scroll past.</summary>
    private const int ToldLimit = 16;

    private readonly SurvivalDoor _door;
    private TokenBucket _faults;
    private MessageQuota _quota;
    private int _partsLeft;
    private sbyte _moveX;
    private sbyte _moveY;
    private bool _attacks;
    private bool _isPressed;
    private Angle _aim = Angle.Right;

    public SurvivalGuest(DoorContext context, SurvivalDoor door, WebSocketConnection connection, uint number, SurvivalOptions options)
        : base(context, connection)
    {
        _door = door;
        _faults = new TokenBucket(1, options.FaultLimit);
        _quota = new MessageQuota(options.MessagesPerSecond, options.MessagesPerMinute);
        Id = "s" + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>By which the clients name the player when one comes or goes; beside it there is the sid.</summary>
    public string Id { get; }

    /// <summary>What of the room this client has been told of.</summary>
    public SurvivalInterestSet Known { get; } = new();

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
        var buttons = _attacks || _isPressed ? Buttons.Fire : Buttons.None;
        _isPressed = false;
        seat.OfferNext(new PlayerCommand(default, _moveX, _moveY, _aim, buttons));
    }

    public override void Tell(string text)
    {
        _partsLeft = ToldLimit;
        base.Tell(text);
    }

    /// <summary>As the client's own chat, which nobody else sees.</summary>
    protected override void TellLine(ReadOnlySpan<char> line) => _partsLeft -= _door.Say(this, line.Trim(), _partsLeft);

    protected override void Close(Reason reason, string text) => _door.Close(this, WebSocketCloseCode.PolicyViolation, text);

    /// <summary>The wire's lines are shorter than what people may write.</summary>
    protected override void Chat(string text) => base.Chat(DisplayText.Clean(text, SurvivalWriter.ChatLimit));

    protected override void OnLeaving(Reason reason) => _door.Forget(this);
}
