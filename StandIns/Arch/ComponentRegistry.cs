namespace Arch.Core;

/// <summary>Numbers component types for the process. Registering takes a lock; reading by number does not.</summary>
internal static class ComponentRegistry
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, ColumnOperations> ByType = [];
    private static volatile ColumnOperations[] _byId = new ColumnOperations[64];

    public static ColumnOperations Column(int id) => _byId[id];

    public static ComponentType Register(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        lock (Gate)
        {
            if (!ByType.TryGetValue(type, out var column))
            {
                var id = ByType.Count;
                column = (ColumnOperations)Activator.CreateInstance(typeof(ColumnOperations<>).MakeGenericType(type), id)!;
                var table = _byId;
                if (id == table.Length)
                    Array.Resize(ref table, id * 2);

                table[id] = column;
                _byId = table;
                ByType.Add(type, column);
            }

            return column.Type;
        }
    }
}
