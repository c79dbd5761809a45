using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Games.Argentum;

/// <summary>Which tiles of a map can be stood on, found once: those inside the limits whose centre no wall covers.</summary>
internal sealed class TileGround
{
    private readonly int _left;
    private readonly int _top;
    private readonly int _columns;
    private readonly bool[] _isOpen;

    public TileGround(Map map)
    {
        _left = map.MoveLimits.Left.Floor();
        _top = map.MoveLimits.Top.Floor();
        _columns = map.MoveLimits.Right.Floor() - _left + 1;
        _isOpen = new bool[_columns * (map.MoveLimits.Bottom.Floor() - _top + 1)];
        for (var index = 0; index < _isOpen.Length; index++)
        {
            var x = Fixed.FromInt(_left + index % _columns);
            var y = Fixed.FromInt(_top + index / _columns);
            _isOpen[index] = map.MoveLimits.Contains(x, y) && !IsCovered(map, x, y);
        }
    }

    /// <summary>False outside the map too.</summary>
    public bool IsOpen(Fixed x, Fixed y)
    {
        var column = x.Round() - _left;
        var index = (y.Round() - _top) * _columns + column;
        return column >= 0 && column < _columns && index >= 0 && index < _isOpen.Length && _isOpen[index];
    }

    private static bool IsCovered(Map map, Fixed x, Fixed y)
    {
        foreach (ref readonly var wall in map.Solids)
        {
            if (wall.Contains(x, y))
                return true;
        }

        return false;
    }
}
