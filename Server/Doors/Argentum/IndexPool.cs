using System.Diagnostics;

namespace Ecs.Server.Doors.Argentum;

/// <summary>Numbers for characters of the map: the lowest that has rested goes first, so that nobody inherits what is still on the way.</summary>
/// <param name="first">The lowest number.</param>
/// <param name="count">How many there are.</param>
internal sealed class IndexPool(short first, int count)
{
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly bool[] _taken = new bool[count];
    private readonly TimeSpan[] _restedAt = new TimeSpan[count];

    public bool TryTake(TimeSpan now, out short index)
    {
        for (var number = 0; number < _taken.Length; number++)
        {
            if (!_taken[number] && _restedAt[number] <= now)
            {
                _taken[number] = true;
                index = (short)(first + number);
                return true;
            }
        }

        index = 0;
        return false;
    }

    public void Return(short index, TimeSpan now)
    {
        Debug.Assert(_taken[index - first], "A number that is given back twice would stand for two.");
        _taken[index - first] = false;
        _restedAt[index - first] = now + Rest;
    }
}
