namespace Ecs.Server.Rooms;

/// <summary>What is sent to clients is spent on, in bits: causes, which are all of them together, and components, which are parts of the causes.</summary>
public sealed class TrafficShares
{
    /// <summary>What native clients' bits are spent on, in the order of docs/protocol.md.</summary>
    public static IReadOnlyList<string> NativeCauses { get; } =
        ["headers", "enter", "update", "leave", "repeated", "datagrams", "control"];

    private readonly List<Share> _causes = [];
    private readonly List<Share> _components = [];

    /// <summary>Every bit that the connections sent, with the heads of IP and UDP, has one of these.</summary>
    public IReadOnlyList<Share> Causes => _causes;

    /// <summary>Of all causes: eight times the bytes of the datagrams.</summary>
    public long Bits
    {
        get
        {
            var bits = 0L;
            foreach (var cause in _causes)
                bits += cause.Bits;
            return bits;
        }
    }

    /// <summary>By components, of what snapshots say of entities.</summary>
    public IReadOnlyList<Share> Components => _components;

    public void Clear()
    {
        _causes.Clear();
        _components.Clear();
    }

    /// <summary>Becomes equal to another; allocates only to grow.</summary>
    public void CopyFrom(TrafficShares other)
    {
        Clear();
        _causes.AddRange(other._causes);
        _components.AddRange(other._components);
    }

    /// <summary>Adds to a cause of this name.</summary>
    public void AddCause(string name, long bits) => Add(_causes, name, bits);

    /// <summary>Adds to a component of this name.</summary>
    public void AddComponent(string name, long bits) => Add(_components, name, bits);

    private static void Add(List<Share> shares, string name, long bits)
    {
        for (var index = 0; index < shares.Count; index++)
        {
            if (shares[index].Name == name)
            {
                shares[index] = new Share(name, shares[index].Bits + bits);
                return;
            }
        }

        shares.Add(new Share(name, bits));
    }

    /// <param name="Name">Of a cause or component.</param>
    /// <param name="Bits">Since the connections began.</param>
    public readonly record struct Share(string Name, long Bits);
}
