namespace Ecs.Simulation.Games.Argentum;

/// <summary>The tiles at one distance from a centre, row by row; distance is the larger of the two differences.</summary>
internal ref struct TileRing(int centreX, int centreY, int distance)
{
    private readonly int _side = 2 * distance + 1;
    private int _index = -1;

    public readonly (int X, int Y) Current => (centreX - distance + _index % _side, centreY - distance + _index / _side);

    public readonly TileRing GetEnumerator() => this;

    public bool MoveNext()
    {
        while (++_index < _side * _side)
        {
            var column = _index % _side;
            var row = _index / _side;
            if (column == 0 || row == 0 || column == _side - 1 || row == _side - 1)
                return true;
        }

        return false;
    }
}
