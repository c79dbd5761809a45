using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Argentum.Packets;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>Dice that fall as the test says, the last throw for ever.</summary>
internal sealed class ScriptedDice(params DiceThrow[] throws) : DiceCup
{
    private int _next;

    public override DiceThrow Throw() =>
        throws.Length == 0 ? new DiceThrow(12, 17, 12, 16, 8) : throws[Math.Min(_next++, throws.Length - 1)];
}
