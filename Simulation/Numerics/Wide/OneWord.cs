using System.Runtime.CompilerServices;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>A single lane, for machines without wider ones and for what is left at the end of a row.</summary>
internal readonly struct OneWord(ulong value) : IWordLanes<OneWord>
{
    private readonly ulong _value = value;

    public static int Count => 1;

    public static OneWord Repeat(ulong even, ulong odd, int from) => new(from % 2 == 0 ? even : odd);

    public static OneWord Load(ref ulong from, nuint index) => new(Unsafe.Add(ref from, index));

    public static OneWord Load(ref uint from, nuint index) => new(Unsafe.Add(ref from, index));

    public static OneWord Load(ref ushort from, nuint index) => new(Unsafe.Add(ref from, index));

    public void Store(ref ulong to, nuint index) => Unsafe.Add(ref to, index) = _value;

    public static OneWord operator +(OneWord left, OneWord right) => new(unchecked(left._value + right._value));

    public static OneWord operator ^(OneWord left, OneWord right) => new(left._value ^ right._value);

    public static OneWord operator &(OneWord left, OneWord right) => new(left._value & right._value);

    public static OneWord operator <<(OneWord value, int bits) => new(value._value << bits);

    public static OneWord operator >>>(OneWord value, int bits) => new(value._value >>> bits);

    public static OneWord MultiplyLowerHalves(OneWord left, OneWord right) => new((ulong)(uint)left._value * (uint)right._value);

    public static OneWord PairSums(OneWord first, OneWord second) => first + second;

    public ulong Sum() => _value;
}
