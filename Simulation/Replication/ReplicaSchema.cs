using System.Text;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Replication;

/// <summary>What of the entities of a world travels, kind by kind. Two with one hash mean the same by every bit of a snapshot.</summary>
public sealed class ReplicaSchema
{
    /// <summary>One more than the largest number of a kind.</summary>
    public const int Kinds = (int)EntityKind.Item + 1;

    private readonly ReplicaKind?[] _kinds = new ReplicaKind?[Kinds];

    /// <param name="kinds">At most one of each kind; entities of others do not travel.</param>
    public ReplicaSchema(IEnumerable<ReplicaKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        foreach (var kind in kinds)
        {
            if ((uint)kind.Kind is 0 or >= Kinds || _kinds[(int)kind.Kind] is not null)
                throw new ArgumentException($"{kind.Kind} is no kind, or is here twice", nameof(kinds));

            _kinds[(int)kind.Kind] = kind;
        }

        Hash = HashOf();
    }

    public ulong Hash { get; }

    /// <summary>The fields of a kind; null when its entities do not travel.</summary>
    public ReplicaKind? this[EntityKind kind] => (uint)kind < Kinds ? _kinds[(int)kind] : null;

    private ulong HashOf()
    {
        var hash = new StateHash(0);
        Span<int> numbers = stackalloc int[10];
        foreach (var kind in _kinds)
        {
            if (kind is null)
                continue;

            Add(ref hash, [(int)kind.Kind, kind.Fields.Length]);
            foreach (var field in kind.Fields)
            {
                numbers[0] = field.Bytes;
                numbers[1] = field.IsSigned ? 1 : 0;
                numbers[2] = field.IsAngle ? 1 : 0;
                numbers[3] = field.Quantum;
                numbers[4] = field.ValueBits;
                numbers[5] = field.ChangeBits;
                numbers[6] = (int)field.Audience;
                numbers[7] = (int)field.Predictor;
                numbers[8] = field.By;
                numbers[9] = (int)field.Role;
                var name = Encoding.UTF8.GetBytes(field.FullName);
                Add(ref hash, [name.Length]);
                hash.AddBytes(name);

                // Where the one name ends and the other begins the dot between them says, unless there is another one.
                if (field.Component.Contains('.', StringComparison.Ordinal) || field.Name.Contains('.', StringComparison.Ordinal))
                    Add(ref hash, [field.Component.Length]);
                Add(ref hash, numbers);
            }
        }

        return hash.Value;
    }

    private static void Add(ref StateHash hash, ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var number in numbers)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            hash.AddBytes(bytes);
        }
    }
}
