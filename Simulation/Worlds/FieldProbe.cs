using System.Runtime.CompilerServices;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>Finds out which bytes of a component its fields are: the rest is padding, which holds whatever lay there before.</summary>
internal ref struct FieldProbe : IFieldVisitor
{
    private readonly ref byte _start;
    private readonly Span<bool> _isField;

    /// <param name="start">The component that will be visited.</param>
    /// <param name="isField">One for each of its bytes; those of fields become true.</param>
    public FieldProbe(ref byte start, Span<bool> isField)
    {
        _start = ref start;
        _isField = isField;
    }

    /// <summary>Whether something was shown that lies elsewhere.</summary>
    public bool SawCopies { get; private set; }

    public void Field<T>(string name, ref T value)
        where T : unmanaged
    {
        var offset = (long)Unsafe.ByteOffset(ref _start, ref Unsafe.As<T, byte>(ref value));
        if (offset < 0 || offset + Unsafe.SizeOf<T>() > _isField.Length)
            SawCopies = true;
        else
            _isField.Slice((int)offset, Unsafe.SizeOf<T>()).Fill(true);
    }
}
