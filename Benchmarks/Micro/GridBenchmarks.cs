using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ecs.Protocol.Replicas;
using Ecs.Scenes.Field;
using Ecs.Server.Doors.Native.Replication;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What do the grids that answer "who is near" cost beside looking at everybody? One that says of 100,000 places whether any of 1,000 bodies is there, one
/// that finds who of 2,000 boxes of 64 owners meets another, and one that finds what each of 500 players sees. The time is that of the whole search; nothing
/// may be allocated.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class GridBenchmarks
{
    private const int Bodies = 1_000;
    private const int Places = 100_000;
    private const int Crowd = 2_000;
    private const int Owners = 64;
    private const int Watchers = 500;
    private const int Seed = 1;
    private const int Way = 1_365; // 20 units/s at 60 Hz
    private const long SightRadius = 30L * Fixed.RawPerUnit;

    private static readonly FixedRectangle Bounds = new(Fixed.Zero, Fixed.Zero, Fixed.FromInt(316), Fixed.FromInt(316));

    private readonly FixedRectangle[] _bodies = new FixedRectangle[Bodies];
    private readonly int[] _places = new int[2 * Places];
    private readonly int[] _room = new int[Places + 1];
    private readonly int[] _ends = new int[2 * Crowd];
    private readonly int[] _ways = new int[2 * Crowd];
    private readonly int[] _halves = new int[2 * Crowd];
    private readonly FixedRectangle[] _swept = new FixedRectangle[Crowd];
    private readonly CoverageMap _coverage = new(Bounds);
    private readonly BroadPhase _broadPhase = new(Bounds, Fixed.FromInt(4));
    private readonly CrowdGrid _crowd = new(Bounds, Fixed.FromInt(4), []);
    private readonly SightGrid _sight = new();
    private readonly SightingMarks _marks = new();
    private readonly List<Sighting> _seen = new(1_024);
    private FieldScene _scene = null!;
    private ReplicaStates _states = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(Seed);
        for (var body = 0; body < Bodies; body++)
            _bodies[body] = FixedRectangle.Around(AnyPlace(random), AnyPlace(random), new Fixed(Fixed.RawPerUnit / 2), new Fixed(Fixed.RawPerUnit / 2));
        for (var number = 0; number < _places.Length; number++)
            _places[number] = AnyPlace(random).Raw;
        for (var number = 0; number < _ends.Length; number++)
            (_ends[number], _ways[number], _halves[number]) = (AnyPlace(random).Raw, random.Next(-Way, Way), Fixed.RawPerUnit / 2);

        _crowd.Begin(Crowd);
        for (var box = 0; box < Crowd; box++)
            _crowd.Owners[box] = new EntityId((ulong)(1 + (box % Owners)));
        CoverBodies();
        ShowScene();
        if (SearchCrowd() != SearchAllPairs() || FindSeen() != SearchAllSeen())
            throw new InvalidOperationException("A grid does not find what all pairs do.");
    }

    [GlobalCleanup]
    public void Cleanup() => _scene.Dispose();

    [Benchmark]
    [BenchmarkCategory("fill")]
    public void CoverBodies() => _coverage.Cover(_bodies, [], Places, (Way, Way));

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("fill")]
    public void FillBroadPhase() => _broadPhase.Fill(_bodies);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("look")]
    public int ReadPlaces()
    {
        var sum = 0;
        foreach (var place in _places)
            sum += place;

        return sum;
    }

    [Benchmark]
    [BenchmarkCategory("look")]
    public int FindCovered() => _coverage.FindCovered(_places, _room).Length;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("crowd")]
    public int SearchAllPairs()
    {
        var pairs = 0;
        for (var second = Owners; second < _swept.Length; second++)
        {
            for (var first = 0; first < second; first++)
                pairs += first % Owners != second % Owners && _swept[first].Overlaps(_swept[second]) ? 1 : 0;
        }

        return pairs;
    }

    [Benchmark]
    [BenchmarkCategory("crowd")]
    public int SearchCrowd()
    {
        _crowd.Begin(Crowd);
        _crowd.Put(0, _ends, _ways, _halves);
        _crowd.Search(Owners);
        return _crowd.Pairs.Length;
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("sight")]
    public int SearchAllSeen()
    {
        var seen = 0;
        foreach (ref readonly var watcher in _states[(int)EntityKind.Avatar]!.Rows[..Watchers])
        {
            for (byte lane = 0; lane < ReplicaCodes.OwnLane; lane++)
            {
                if (_states[lane] is not { } entities)
                    continue;

                foreach (ref readonly var row in entities.Rows)
                {
                    var (dx, dy) = (row.X - watcher.X, row.Y - watcher.Y);
                    seen += row.Id != 0 && (dx * dx) + (dy * dy) <= SightRadius * SightRadius ? 1 : 0;
                }
            }
        }

        return seen;
    }

    [Benchmark]
    [BenchmarkCategory("sight")]
    public int FindSeen()
    {
        _sight.Fill(_states, SightRadius);
        _marks.Begin(_states, default(ReadOnlySpan<ViewEntry>));
        var seen = 0;
        foreach (ref readonly var watcher in _states[(int)EntityKind.Avatar]!.Rows[..Watchers])
        {
            _seen.Clear();
            _sight.Find(watcher.X, watcher.Y, SightRadius, SightRadius + (SightRadius / 10), _marks, _seen);
            seen += _seen.Count;
        }

        return seen;
    }

    private static FieldScene Open() => new FieldScene(Watchers, Watchers * 2);

    private static Fixed AnyPlace(Random random) => new(random.Next(Bounds.Left.Raw, Bounds.Right.Raw));

    private void ShowScene()
    {
        for (var box = 0; box < Crowd; box++)
            _swept[box] = SweptBy(box);

        _scene = Open();
        for (var tick = 0; tick < 120; tick++)
            _scene.Step();

        _states = new ReplicaStates(new ReplicaCodes(_scene.Tick.World.ReplicaSchema));
        var states = _states;
        states.Begin(_scene.Tick.World.Tick);
        _scene.Tick.World.ReadReplicas(ref states);
        states.End();
    }

    private FixedRectangle SweptBy(int box)
    {
        var (x, y) = (_ends[2 * box], _ends[(2 * box) + 1]);
        var (beginX, beginY) = (x - _ways[2 * box], y - _ways[(2 * box) + 1]);
        var (halfX, halfY) = (_halves[2 * box], _halves[(2 * box) + 1]);
        return new(
            new Fixed(Math.Min(x, beginX) - halfX), new Fixed(Math.Min(y, beginY) - halfY),
            new Fixed(Math.Max(x, beginX) + halfX), new Fixed(Math.Max(y, beginY) + halfY));
    }
}
