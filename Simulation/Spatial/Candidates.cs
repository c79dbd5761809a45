using Ecs.Simulation.Components;

namespace Ecs.Simulation.Spatial;

/// <summary>Bullets of one chunk that may have met something, with whatever is known of them so far; reused.</summary>
internal sealed class Candidates
{
    private Sweeper[] _ways = [];
    private int[] _bodies = [];
    private Moment[] _impacts = [];
    private Velocity[] _velocities = [];
    private Box[] _boxes = [];

    /// <summary>Their ways.</summary>
    public Span<Sweeper> Ways => _ways;

    /// <summary>Whom each may have met, as <see cref="CoverageMap.At"/> says it.</summary>
    public Span<int> Bodies => _bodies;

    /// <summary>When each meets that body.</summary>
    public Span<Moment> Impacts => _impacts;

    /// <summary>As fetched.</summary>
    public ReadOnlySpan<Velocity> Velocities => _velocities;

    /// <inheritdoc cref="Velocities"/>
    public ReadOnlySpan<Box> Boxes => _boxes;

    /// <summary>Makes room for so many.</summary>
    public void Reserve(int count)
    {
        if (_ways.Length >= count)
            return;
        _ways = new Sweeper[count * 2];
        _bodies = new int[count * 2];
        _impacts = new Moment[count * 2];
        _velocities = new Velocity[count * 2];
        _boxes = new Box[count * 2];
    }

    /// <summary>Copies these rows out of the chunk's columns.</summary>
    public void Fetch(ReadOnlySpan<int> rows, ReadOnlySpan<Velocity> velocities, ReadOnlySpan<Box> boxes)
    {
        for (var index = 0; index < rows.Length; index++)
            _velocities[index] = velocities[rows[index]];
        for (var index = 0; index < rows.Length; index++)
            _boxes[index] = boxes[rows[index]];
    }
}
