using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ecs.Simulation.Numerics;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What do numbers that are the same on every machine cost beside the processor's own floating point? The time is per operation, of 4,096 different values
/// in a row; nothing may be allocated.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class NumberBenchmarks
{
    private const int Values = 4_096;
    private const int Seed = 1;

    private readonly Fixed[] _left = new Fixed[Values];
    private readonly Fixed[] _right = new Fixed[Values];
    private readonly double[] _leftDoubles = new double[Values];
    private readonly double[] _rightDoubles = new double[Values];

    /// <summary>Places and speeds as worlds have them; no divisor is 0.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Values; i++)
        {
            _left[i] = new Fixed(random.Next(-2_000_000, 2_000_000));
            _right[i] = new Fixed(random.Next(1, 60_000));
            (_leftDoubles[i], _rightDoubles[i]) = ((double)_left[i].Raw / Fixed.RawPerUnit, (double)_right[i].Raw / Fixed.RawPerUnit);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values)]
    [BenchmarkCategory("multiply")]
    public double MultiplyDoubles()
    {
        var sum = 0.0;
        for (var i = 0; i < _leftDoubles.Length; i++)
            sum += _leftDoubles[i] * _rightDoubles[i];

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    [BenchmarkCategory("multiply")]
    public int MultiplyFixed()
    {
        var sum = 0;
        for (var i = 0; i < _left.Length; i++)
            sum ^= (_left[i] * _right[i]).Raw;

        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values)]
    [BenchmarkCategory("divide")]
    public double DivideDoubles()
    {
        var sum = 0.0;
        for (var i = 0; i < _leftDoubles.Length; i++)
            sum += _leftDoubles[i] / _rightDoubles[i];

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    [BenchmarkCategory("divide")]
    public int DivideFixed()
    {
        var sum = 0;
        for (var i = 0; i < _left.Length; i++)
            sum ^= (_left[i] / _right[i]).Raw;

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    [BenchmarkCategory("divide")]
    public int ScaleFixed()
    {
        var sum = 0;
        for (var i = 0; i < _left.Length; i++)
            sum ^= _left[i].Scale(_right[i].Raw, 127).Raw;

        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values)]
    [BenchmarkCategory("root")]
    public double RootOfDoubles()
    {
        var sum = 0.0;
        foreach (var value in _rightDoubles)
            sum += Math.Sqrt(value);

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    [BenchmarkCategory("root")]
    public uint RootOfIntegers()
    {
        var sum = 0U;
        foreach (var value in _right)
            sum ^= SquareRoot.Floor((ulong)value.Raw << 20);

        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values)]
    [BenchmarkCategory("sine")]
    public double SineOfDoubles()
    {
        var sum = 0.0;
        foreach (var value in _rightDoubles)
            sum += Math.Sin(value);

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    [BenchmarkCategory("sine")]
    public int SineOfTable()
    {
        var sum = 0;
        foreach (var value in _right)
            sum ^= SineTable.Sine(new Angle((ushort)value.Raw));

        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Values)]
    [BenchmarkCategory("angle")]
    public double AngleOfDoubles()
    {
        var sum = 0.0;
        for (var i = 0; i < _leftDoubles.Length; i++)
            sum += Math.Atan2(_leftDoubles[i], _rightDoubles[i]);

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Values)]
    [BenchmarkCategory("angle")]
    public int AngleOfFixed()
    {
        var sum = 0;
        for (var i = 0; i < _left.Length; i++)
            sum ^= Angle.Of(new FixedVector(_left[i], _right[i])).Raw;

        return sum;
    }
}
