using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;

namespace Ecs.Server.Doors.Arena;

/// <summary>
/// Turns messages without a time into one command per tick. The client sends a move for each 1/60 s that a key is down, so a move
/// lasts that long; what a bad network delivers in bursts waits its turn, and beyond a limit only the newest counts.
/// </summary>
internal sealed class ArenaInputs(int tickRate)
{
    /// <summary>Moves per second of an honest client.</summary>
    public const int MovesPerSecond = 60;

    private const int FullSpeed = 127;

    private readonly (sbyte X, sbyte Y)[] _moves = new (sbyte, sbyte)[InputBuffer.UnstampedDepth];
    private int _waiting;
    private int _shots;

    /// <summary>How much of the oldest move has been walked, in 1/60 tick.</summary>
    private int _walked;

    /// <summary>A direction; longer than 1 counts as 1. False for what is no number.</summary>
    public bool TryMove(float x, float y)
    {
        if (!float.IsFinite(x) || !float.IsFinite(y))
            return false;
        var scale = FullSpeed / Math.Max(1, Math.Sqrt(((double)x * x) + ((double)y * y)));
        if (_waiting == _moves.Length)
            _waiting--;
        _moves[_waiting++] = ((sbyte)Math.Round(x * scale), (sbyte)Math.Round(y * scale));
        return true;
    }

    public void Shoot() => _shots = Math.Min(_shots + 1, InputBuffer.UnstampedDepth);

    /// <summary>What the player does in the next tick; nothing when nothing came, since the client says nothing when no key is down.</summary>
    public PlayerCommand Next()
    {
        (var x, var y) = Walk();
        var buttons = _shots > 0 ? Buttons.Fire : Buttons.None;
        _shots = Math.Max(0, _shots - 1);
        return new PlayerCommand(default, x, y, default, buttons);
    }

    /// <summary>
    /// A tick is worth 60 parts, a move as many as there are ticks in a second: at 60 ticks a move is a tick. A tick that is not filled
    /// is walked at a part of the speed.
    /// </summary>
    private (sbyte X, sbyte Y) Walk()
    {
        (int X, int Y) way = default;
        var left = MovesPerSecond;
        while (left > 0 && _waiting > 0)
        {
            var part = Math.Min(left, tickRate - _walked);
            way = (way.X + (_moves[0].X * part), way.Y + (_moves[0].Y * part));
            left -= part;
            _walked += part;
            if (_walked < tickRate)
                continue;
            _walked = 0;
            _waiting--;
            _moves.AsSpan(1, _waiting).CopyTo(_moves);
        }

        return ((sbyte)(way.X / MovesPerSecond), (sbyte)(way.Y / MovesPerSecond));
    }
}
