using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Layers;

/// <summary>Where one picture of the world has text already. What would lie on it is left out: two texts on each other are none.</summary>
public sealed class Labels
{
    /// <summary>Pixels between neighbours.</summary>
    private const float Air = 3;

    private readonly List<Area> _taken = [];

    /// <summary>Takes a place; false when it lies on one that is taken.</summary>
    public bool TryTake(in Area place)
    {
        var wanted = new Area(place.X - Air, place.Y, place.Width + (2 * Air), place.Height);
        foreach (var other in _taken)
        {
            if (other.Overlaps(wanted))
                return false;
        }

        _taken.Add(place);
        return true;
    }
}
