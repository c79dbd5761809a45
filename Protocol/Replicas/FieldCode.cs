using System.Numerics;
using Ecs.Protocol.Bits;
using Ecs.Simulation.Replication;

namespace Ecs.Protocol.Replicas;

/// <summary>One field of one kind: how it is rounded, foretold and written. Server and client do the same arithmetic.</summary>
internal readonly struct FieldCode
{
    private const int AngleSteps = 65_536;

    private readonly long _step;
    private readonly long _half;
    private readonly long _turn;
    private readonly ulong _ownerMask;
    private readonly int _valueBits;
    private readonly int _changeBits;
    private readonly bool _isSigned;
    private readonly long _least;
    private readonly long _most;

    /// <param name="field">As the schema has it.</param>
    /// <param name="isExact">For the owner of an avatar: each value as it is.</param>
    public FieldCode(ReplicaField field, bool isExact)
    {
        _step = isExact ? 1 : field.Quantum;
        _half = _step / 2;
        _turn = field.IsAngle && AngleSteps % _step == 0 ? AngleSteps / _step : 0;
        var finer = isExact ? BitOperations.Log2((uint)field.Quantum) : 0;
        _valueBits = Math.Min(31, field.ValueBits + finer);
        _changeBits = Math.Min(31, field.ChangeBits + (field.Predictor == Predictor.Flies ? 0 : finer));
        _isSigned = field.IsSigned;
        var bits = 8 * field.Bytes;
        _least = field.IsSigned || bits == 64 ? long.MinValue >> (64 - bits) : 0;
        _most = field.IsSigned || bits == 64 ? ~_least : (1L << bits) - 1;
        _ownerMask = field.Role == ReplicaRole.Owner ? ulong.MaxValue >> (64 - 8 * field.Bytes) : 0;
        Predictor = field.Predictor;
        By = field.By;
        IsPlace = field.Role is ReplicaRole.X or ReplicaRole.Y;
    }

    public Predictor Predictor { get; }

    public int By { get; }

    /// <summary>Whether entities that enter are told of it from the receiver's own place.</summary>
    public bool IsPlace { get; }

    /// <summary>The multiple of the quantum that is nearest, halves upwards, among those that the field can have; angles wrap.</summary>
    public long Round(long value)
    {
        if (_step == 1)
            return value;

        var quanta = FloorDivide(unchecked(value + _half), _step);
        if (_turn > 0)
            return (quanta & (_turn - 1)) * _step;

        var rounded = unchecked(quanta * _step);
        return rounded > _most ? rounded - _step : rounded < _least ? rounded + _step : rounded;
    }

    /// <summary>The same with halves downwards; undoes <see cref="Round"/> of a number that lies as far from a multiple as another did.</summary>
    public long RoundBack(long value) => _step == 1 ? value : unchecked(-FloorDivide(unchecked(_half - value), _step) * _step);

    /// <summary>Whether clients may go on believing a foretold value.</summary>
    public bool Holds(long foretold, long value) =>
        Predictor == Predictor.Flies && _step > 1 ? unchecked((ulong)(foretold - value + _step)) <= (ulong)(2 * _step)
        : Round(value) == foretold;

    /// <summary>A change from one rounded value to another.</summary>
    public void WriteChange(ref BitWriter writer, long from, long to) => NumberCode.Write(ref writer, NumberCode.Fold(ChangeOf(from, to)), _changeBits);

    public long ReadChange(ref BitReader reader, long from)
    {
        var quanta = unchecked(NumberCode.Unfold(NumberCode.Read(ref reader, _changeBits)) * _step + from);
        return _turn > 0 ? quanta & (AngleSteps - 1) : quanta;
    }

    public int BitsOfChange(long from, long to) => NumberCode.BitsOf(NumberCode.Fold(ChangeOf(from, to)), _changeBits);

    /// <summary>A rounded value, from nothing.</summary>
    public void WriteValue(ref BitWriter writer, long value) => NumberCode.Write(ref writer, NumberOf(value), _valueBits);

    public long ReadValue(ref BitReader reader)
    {
        var number = NumberCode.Read(ref reader, _valueBits);
        if (_ownerMask != 0)
            return unchecked((long)((number - 1) & _ownerMask));

        return unchecked((_isSigned ? NumberCode.Unfold(number) : (long)number) * _step);
    }

    public int BitsOfValue(long value) => NumberCode.BitsOf(NumberOf(value), _valueBits);

    /// <summary>A rounded place as seen from another.</summary>
    public void WritePlace(ref BitWriter writer, long value, long from) =>
        NumberCode.Write(ref writer, NumberCode.Fold(unchecked(value - Round(from)) / _step), _valueBits);

    public long ReadPlace(ref BitReader reader, long from) =>
        unchecked(NumberCode.Unfold(NumberCode.Read(ref reader, _valueBits)) * _step + Round(from));

    public int BitsOfPlace(long value, long from) => NumberCode.BitsOf(NumberCode.Fold(unchecked(value - Round(from)) / _step), _valueBits);

    private long ChangeOf(long from, long to)
    {
        var quanta = unchecked(to - from) / _step;
        if (_turn == 0)
            return quanta;

        // The shorter way round.
        var forward = quanta & (_turn - 1);
        return forward >= _turn / 2 ? forward - _turn : forward;
    }

    private ulong NumberOf(long value) =>
        _ownerMask != 0 ? unchecked((ulong)value + 1) & _ownerMask
        : _isSigned ? NumberCode.Fold(value / _step)
        : unchecked((ulong)value) / (ulong)_step;

    private static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }
}
