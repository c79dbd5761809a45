using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ecs.Scenes;
using Ecs.Scenes.Field;
using Ecs.Server.Pacing;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Worlds;

namespace Ecs.Benchmarks.Ticks;

/// <summary>The ticks of one scene, measured: nothing else of the program runs meanwhile, and what the machine could do at best is measured in between.</summary>
internal sealed class TickRun : IDisposable
{
    /// <summary>Of the bullets that were asked for, how many must be there in every tick for the figures to be of so many.</summary>
    private const int BulletPercent = 95;

    private const int WarmCodeBullets = 20_000;

    private readonly TickOptions _options;
    private readonly BotScene _scene;
    private readonly TickThreads _threads;
    private readonly StageClock _clock;
    private readonly double[] _whole;
    private readonly double[] _hash;
    private readonly double[] _vectors;
    private readonly double[] _singles;
    private int _done;
    private long _allocated;
    private int _allocating;
    private long _bullets;
    private long _entities;
    private long _hits;
    private long _deaths;

    public TickRun(TickOptions options)
    {
        _options = options;
        _threads = new TickThreads(options.Threads);
        _scene = Open(options, _threads);
        _clock = new StageClock(options.Ticks);
        (_whole, _hash) = (new double[options.Ticks], new double[options.Ticks]);
        (_vectors, _singles) = (new double[options.Ticks], new double[options.Ticks]);
    }

    /// <summary>The fewest bullets after any measured tick.</summary>
    public int FewestBullets { get; private set; } = int.MaxValue;

    /// <summary>Why the figures are of another scene than the one that was asked for; empty when they are not.</summary>
    public string Fault => _options.Bullets > 0 && (long)FewestBullets * 100 < (long)_options.Bullets * BulletPercent
        ? string.Create(CultureInfo.InvariantCulture, $"tick: only {FewestBullets} of {_options.Bullets} bullets were in the air in one of the ticks: no figures of {_options.Bullets}")
        : "";

    private GameWorld World => _scene.Tick.World;

    private int Bullets => World.EntityCount - World.PlayerCount - _options.Creatures;

    /// <summary>Opens a scene; the one of <see cref="TickRun"/> or of a check.</summary>
    /// <param name="options">Which.</param>
    /// <param name="threads">Share the work on its world.</param>
    public static BotScene Open(TickOptions options, IParallelRunner threads)
    {
        var scene = Open(options);
        scene.Tick.World.Threads = threads;
        return scene;
    }

    private static BotScene Open(TickOptions options) => options.Scene switch
    {
        "field" => new FieldScene(options.Players, options.Bullets, options.Creatures, options.Seed),

        // In the 1280 x 720 arena so many bullets would destroy each other: a field of 36 times the area keeps them alive.
        "arena" => new ArenaScene(options.Players, options.Bullets > 0 ? ArenaScene.OpenField(6) : null, options.Seed, options.Bullets),
        _ => new BotScene(options.Scene, options.Players, seed: options.Seed),
    };

    public object Measure()
    {
        WarmCode();
        for (var i = 0; i < _options.WarmUp; i++)
            _scene.Step();

        World.ComputeHash(); // Its first takes room for the rows.
        var floors = new MovementFloors(World.EntityCount);
        _scene.Tick.Observer = _clock;
        var (before, lost) = (World.EntityCount, World.LostBirths);
        while (_done < _options.Ticks)
        {
            MeasureTick();
            _vectors[_done] = floors.MeasureVector();
            _singles[_done] = floors.MeasureScalar();
            _done++;
        }

        _deaths = _clock.Births - (World.LostBirths - lost) - (World.EntityCount - before);
        return Figures();
    }

    public void Dispose()
    {
        _scene.Dispose();
        _threads.Dispose();
    }

    /// <summary>
    /// The runtime compiles what runs often once more, while it runs: 600 ticks of a small world are over before that is done. So another world,
    /// which is thrown away, goes first for so many seconds; the measured one keeps the ticks, and the hash, that it was asked for.
    /// </summary>
    private void WarmCode()
    {
        if (_options.WarmCode == 0)
            return;

        var start = Stopwatch.GetTimestamp();
        var bullets = Math.Min(_options.Bullets, WarmCodeBullets);
        using (var scene = Open(_options with { Bullets = bullets, Creatures = Math.Min(_options.Creatures, bullets), Seed = _options.Seed + 1 }, _threads))
        {
            scene.Tick.Observer = new StageClock(1, endless: true);
            scene.Tick.World.SharedFrom = 1;
            var floors = new MovementFloors(bullets);
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < _options.WarmCode)
            {
                scene.Step();
                scene.Tick.World.ComputeHash();
                floors.MeasureVector();
                floors.MeasureScalar();
            }
        }

        GC.Collect();
    }

    private void MeasureTick()
    {
        _scene.Prepare();
        _threads.TakeAllocatedBytes();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        _scene.StepPrepared();
        _whole[_done] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        World.ComputeHash();
        _hash[_done] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated + _threads.TakeAllocatedBytes();
        _allocated += allocated;
        _allocating += allocated > 0 ? 1 : 0;
        _entities += World.EntityCount;
        _bullets += Bullets;
        _hits += _scene.Tick.Hits.Length;
        FewestBullets = Math.Min(FewestBullets, Bullets);
    }

    private object Figures() => new
    {
        scene = _options.Scene,
        players = _options.Players,
        creatures = _options.Creatures,
        bullets = _options.Bullets,
        ticks = _options.Ticks,
        warmUp = _options.WarmUp,
        seed = _options.Seed,
        area = Area(_scene.Map.Bounds),
        meanEntities = PerTick(_entities),
        meanBullets = PerTick(_bullets),
        fewestBullets = FewestBullets,
        birthsPerTick = PerTick(_clock.Births),
        deathsPerTick = PerTick(_deaths),
        hitsPerTick = PerTick(_hits),
        wholeTickMs = Milliseconds.Of(_whole),
        hashMs = Milliseconds.Of(_hash),
        systems = Enum.GetValues<TickStage>().ToDictionary(static stage => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString()), SystemOf),
        movementMs = Milliseconds.Of([.. _clock.Of(TickStage.Movement).Zip(_clock.Of(TickStage.Bullets), static (bodies, bullets) => bodies + bullets)]).P50,
        floors = new
        {
            vectorMovementMs = Milliseconds.Of(_vectors).P50,
            scalarMovementMs = Milliseconds.Of(_singles).P50,
            triadGBPerSecond = MemoryTriad.GigabytesPerSecond(),
        },
        allocatedBytesPerTick = PerTick(_allocated),
        ticksThatAllocated = _allocating,
        threads = _options.Threads,
        hash = World.ComputeHash().ToString("x16", CultureInfo.InvariantCulture),
        vectorBits = MovementFloors.VectorBits,
        runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        cores = Environment.ProcessorCount,
    };

    private object SystemOf(TickStage stage)
    {
        var spread = Milliseconds.Of(_clock.Of(stage));
        return new { p50Ms = spread.P50, p99Ms = spread.P99 };
    }

    private double PerTick(long sum) => Math.Round(sum / (double)_options.Ticks, 2);

    /// <summary>In square units.</summary>
    private static double Area(in FixedRectangle bounds) => Math.Round(
        (double)(bounds.Right.Raw - (long)bounds.Left.Raw) * (bounds.Bottom.Raw - (long)bounds.Top.Raw) / Fixed.RawPerUnit / Fixed.RawPerUnit, 1);
}
