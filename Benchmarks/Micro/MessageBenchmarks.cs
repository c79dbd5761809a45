using System.Buffers;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MessagePack;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does MessagePack cost for a list of a hundred entities of seven fields beside the same fields at fixed places? The time is
/// per entity; nothing may be allocated. Wanted: writing below 20 ns.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class MessageBenchmarks
{
    private const int Entities = 100;
    private const int Fields = 7;
    private const int FixedSize = Fields * sizeof(int);
    private const int Seed = 1;

    private readonly int[] _values = new int[Entities * Fields];
    private readonly byte[] _fixed = new byte[Entities * FixedSize];
    private readonly ArrayBufferWriter<byte> _output = new(8_192);
    private byte[] _message = [];

    /// <summary>Number, kind, place, speed and health as a snapshot has them: from one to five bytes each.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(Seed);
        for (var i = 0; i < _values.Length; i += Fields)
        {
            _values[i] = 1_000 + i;
            _values[i + 1] = random.Next(8);
            _values[i + 2] = random.Next(-2_000_000, 2_000_000);
            _values[i + 3] = random.Next(-2_000_000, 2_000_000);
            _values[i + 4] = random.Next(-300, 300);
            _values[i + 5] = random.Next(-300, 300);
            _values[i + 6] = random.Next(101);
        }

        WriteMessagePack();
        WriteFixedLayout();
        _message = _output.WrittenSpan.ToArray();
        if (ReadMessagePack() != ReadFixedLayout())
            throw new InvalidOperationException("The two forms of the list differ.");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Entities)]
    [BenchmarkCategory("write")]
    public void WriteFixedLayout()
    {
        Span<byte> at = _fixed;
        foreach (var value in _values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(at, value);
            at = at[sizeof(int)..];
        }
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    [BenchmarkCategory("write")]
    public void WriteMessagePack()
    {
        _output.ResetWrittenCount();
        var writer = new MessagePackWriter(_output);
        writer.WriteArrayHeader(Entities);
        ReadOnlySpan<int> values = _values;
        while (!values.IsEmpty)
        {
            writer.WriteArrayHeader(Fields);
            writer.Write(values[0]);
            writer.Write(values[1]);
            writer.Write(values[2]);
            writer.Write(values[3]);
            writer.Write(values[4]);
            writer.Write(values[5]);
            writer.Write(values[6]);
            values = values[Fields..];
        }

        writer.Flush();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Entities)]
    [BenchmarkCategory("read")]
    public int ReadFixedLayout()
    {
        var sum = 0;
        ReadOnlySpan<byte> at = _fixed;
        while (!at.IsEmpty)
        {
            sum += BinaryPrimitives.ReadInt32LittleEndian(at);
            at = at[sizeof(int)..];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    [BenchmarkCategory("read")]
    public int ReadMessagePack()
    {
        var sum = 0;
        var reader = new MessagePackReader(_message);
        var entities = reader.ReadArrayHeader();
        for (var i = 0; i < entities; i++)
        {
            var fields = reader.ReadArrayHeader();
            for (var field = 0; field < fields; field++)
                sum += reader.ReadInt32();
        }

        return sum;
    }
}
