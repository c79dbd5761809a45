namespace Arch.Core;

/// <summary>Numbers component types for the process. Registering takes a lock; reading by number does not.</summary>
internal static class ComponentRegistry
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<Type, ColumnOperations> _byType = [];
    private static ColumnOperations[] _byId = new ColumnOperations[64];

    public static ColumnOperations Column(int id) => _byId[id];

    public static ComponentType Register(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        lock (_gate)
        {
            if (!_byType.TryGetValue(type, out ColumnOperations? column))
            {
                int id = _byType.Count;
                column = (ColumnOperations)Activator.CreateInstance(typeof(ColumnOperations<>).MakeGenericType(type), id)!;
                if (id == _byId.Length)
                {
                    Array.Resize(ref _byId, id * 2);
                }

                _byId[id] = column;
                _byType.Add(type, column);
            }

            return column.Type;
        }
    }
}
