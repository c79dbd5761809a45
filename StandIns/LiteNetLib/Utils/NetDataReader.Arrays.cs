namespace LiteNetLib.Utils;

/// <content>Arrays: a 16-bit count, checked against the bytes that remain before anything is allocated.</content>
public partial class NetDataReader
{
    public bool[] GetBoolArray()
    {
        var result = new bool[Count(1)];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = GetBool();
        }

        return result;
    }

    public short[] GetShortArray() => GetArray<short>(sizeof(short));

    public ushort[] GetUShortArray() => GetArray<ushort>(sizeof(ushort));

    public int[] GetIntArray() => GetArray<int>(sizeof(int));

    public uint[] GetUIntArray() => GetArray<uint>(sizeof(uint));

    public long[] GetLongArray() => GetArray<long>(sizeof(long));

    public ulong[] GetULongArray() => GetArray<ulong>(sizeof(ulong));

    public float[] GetFloatArray() => GetArray<float>(sizeof(float));

    public double[] GetDoubleArray() => GetArray<double>(sizeof(double));

    public string[] GetStringArray() => GetStringArray(0);

    /// <param name="maxStringLength">As in <see cref="GetString(int)"/>.</param>
    public string[] GetStringArray(int maxStringLength)
    {
        var result = new string[Count(sizeof(ushort))];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = GetString(maxStringLength);
        }

        return result;
    }

    private T[] GetArray<T>(int elementSize)
        where T : unmanaged
    {
        var result = new T[Count(elementSize)];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = Read<T>();
        }

        return result;
    }

    private int Count(int elementSize)
    {
        int count = GetUShort();
        if (count * elementSize > AvailableBytes)
        {
            ThrowShort();
        }

        return count;
    }
}
