using System.Numerics;

namespace Ecs.PlainClient;

/// <summary>A line of the schema: one field of one kind of entity, and how it travels.</summary>
internal sealed record Field(
    int Kind, string Component, int Bytes, bool IsSigned, bool IsAngle, long Quantum, int ValueBits, int ChangeBits, int Audience, int Predictor, int By, int Role)
{
    private const int AngleSteps = 65_536;
    private const int MostBits = 31;

    public bool Flies => Predictor == 1;

    public bool CountsDown => Predictor == 2;

    public bool IsX => Role == 1;

    public bool IsY => Role == 2;

    public bool IsOwner => Role == 3;

    private bool Wraps => IsAngle && AngleSteps % Quantum == 0;

    /// <summary>The same field of one's own avatar, of which one is told everything as it is.</summary>
    public Field Exact()
    {
        var finer = BitOperations.Log2((uint)Quantum);
        return this with
        {
            Quantum = 1,
            ValueBits = Math.Min(MostBits, ValueBits + finer),
            ChangeBits = Math.Min(MostBits, ChangeBits + (Flies ? 0 : finer)),
        };
    }

    public long Change(long value, long quanta)
    {
        var changed = value + (quanta * Quantum);
        return Wraps ? changed & (AngleSteps - 1) : changed;
    }

    /// <summary>The nearest multiple of the quantum, halves upwards, that the type can have.</summary>
    public long Round(long value)
    {
        if (Quantum == 1)
            return value;
        var rounded = FloorDivide(value + (Quantum / 2), Quantum) * Quantum;
        if (Wraps)
            return rounded & (AngleSteps - 1);
        var bits = 8 * Bytes;
        var (least, most) = IsSigned || bits == 64 ? (long.MinValue >> (64 - bits), long.MaxValue >> (64 - bits)) : (0, (1L << bits) - 1);
        return rounded > most ? rounded - Quantum : rounded < least ? rounded + Quantum : rounded;
    }

    /// <summary>The nearest multiple of the quantum, halves downwards.</summary>
    public long RoundDown(long value) => -FloorDivide((Quantum / 2) - value, Quantum) * Quantum;

    private static long FloorDivide(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}
