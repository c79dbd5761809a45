using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Replication;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>A field that says of itself that it travels, and where in its component it lies.</summary>
/// <param name="Field">As clients know it, but for <see cref="ReplicaField.By"/>.</param>
/// <param name="Offset">Bytes from the start of the component.</param>
/// <param name="By">The name of what it flies by.</param>
/// <param name="Kinds">Of entities that it travels with.</param>
internal sealed record ReplicatedField(ReplicaField Field, int Offset, string By, EntityKinds Kinds);

/// <summary>Collects the replicated ones of the fields that it is shown.</summary>
internal ref struct ReplicatedFieldFinder : IFieldVisitor
{
    private readonly ref byte _start;
    private readonly int _size;
    private readonly string _component;
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)]
    private readonly Type _type;
    private readonly List<ReplicatedField> _found;

    /// <param name="start">The component that will be visited.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="component">Its name in the table.</param>
    /// <param name="type">Its type.</param>
    /// <param name="found">Gets what is found.</param>
    public ReplicatedFieldFinder(
        ref byte start,
        int size,
        string component,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type,
        List<ReplicatedField> found)
    {
        _start = ref start;
        _size = size;
        _component = component;
        _type = type;
        _found = found;
    }

    /// <exception cref="ArgumentException">The field says that it travels, and cannot.</exception>
    public readonly void Field<T>(string name, ref T value)
        where T : unmanaged
    {
        if (_type.GetField(name) is not { } field)
            return;

        foreach (var says in field.GetCustomAttributes<ReplicatedAttribute>())
            Add(name, ref value, says);
    }

    private readonly void Add<T>(string name, ref T value, ReplicatedAttribute says)
        where T : unmanaged
    {
        var offset = (long)Unsafe.ByteOffset(ref _start, ref Unsafe.As<T, byte>(ref value));
        var number = NumberIn(typeof(T));
        var fault = offset < 0 || offset + Unsafe.SizeOf<T>() > _size ? "is a copy"
            : number is null ? $"is a {typeof(T).Name}, no number of 1, 2, 4 or 8 bytes"
            : says.Quantum is < 1 or > 65_536 ? $"has a quantum of {says.Quantum}, not 1 to 65,536"
            : says.ValueBits is < 0 or > 31 || says.ChangeBits is < 0 or > 31 ? "has usual bits that are not 0 to 31"
            : (says.Predictor == Predictor.Flies) != (says.By.Length > 0) ? "flies by nothing, or by something without flying"
            : "";
        if (fault.Length > 0)
            throw new ArgumentException($"{_component}.{name} cannot be replicated: it {fault}");

        _found.Add(new ReplicatedField(
            new ReplicaField(
                _component,
                name,
                Unsafe.SizeOf<T>(),
                number is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64,
                typeof(T) == typeof(Angle),
                says.Quantum,
                says.ValueBits,
                says.ChangeBits,
                says.Audience,
                says.Predictor,
                -1,
                says.Role),
            (int)offset,
            says.By,
            says.Kinds));
    }

    /// <summary>The integer that a type is, wraps or names; null when it is something else.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Fields of structs that are in use are kept.")]
    private static TypeCode? NumberIn(Type type)
    {
        var code = Type.GetTypeCode(type);
        if (code is TypeCode.Boolean or (>= TypeCode.SByte and <= TypeCode.UInt64))
            return code;

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return fields.Length == 1 && fields[0].FieldType != type ? NumberIn(fields[0].FieldType) : null;
    }
}
