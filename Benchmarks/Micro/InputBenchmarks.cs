using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does a client's input cost, bit by bit, beside a copy of the same commands? Eight commands of which two differ from the one before, as a client at
/// 60 Hz sends them. The time is per input; nothing may be allocated.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class InputBenchmarks
{
    private const int Commands = 8;
    private const int UnchangedRun = 4;

    private readonly PlayerCommand[] _commands = new PlayerCommand[Commands];
    private readonly PlayerCommand[] _read = new PlayerCommand[Limits.CommandsPerInput];
    private readonly byte[] _body = new byte[InputBody.LongestBytes];
    private readonly byte[] _copy = new byte[1024];
    private int _length;

    [GlobalSetup]
    public void Setup()
    {
        for (var i = 0; i < Commands; i++)
            _commands[i] = new PlayerCommand(new Tick((uint)(1_000 - i)), (sbyte)(i / UnchangedRun * 90), -30, new Angle((ushort)(i / UnchangedRun * 9_000)), Buttons.Fire);

        _length = WriteInput();
        CopyCommands();
        if (!ReadInput() || !_read.AsSpan(0, Commands).SequenceEqual(_commands))
            throw new InvalidOperationException("The input does not bring what was written.");
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("write")]
    public void CopyCommands() => MemoryMarshal.AsBytes(_commands.AsSpan()).CopyTo(_copy);

    [Benchmark]
    [BenchmarkCategory("write")]
    public int WriteInput() => InputBody.Write(_body, new Tick(990), _commands);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("read")]
    public void CopyBack() => MemoryMarshal.Cast<byte, PlayerCommand>(_copy.AsSpan())[..Commands].CopyTo(_read);

    [Benchmark]
    [BenchmarkCategory("read")]
    public bool ReadInput() => InputBody.TryRead(_body.AsSpan(0, _length), out _, _read, out _);
}
