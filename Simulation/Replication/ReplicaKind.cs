using Ecs.Simulation.Values;

namespace Ecs.Simulation.Replication;

/// <summary>
/// The fields that entities of one kind replicate, in the order of the wire: those that motion is made of first (what flies, and what
/// it flies by), so that the usual update names them with few bits, then component by component as the world's table has them.
/// </summary>
public sealed class ReplicaKind
{
    /// <summary>Fields of one kind: which of them changed is kept in one word.</summary>
    public const int FieldLimit = 63;

    private readonly ReplicaField[] _fields;

    /// <param name="kind">Which kind.</param>
    /// <param name="fields">In the order of the wire; <see cref="ReplicaField.By"/> means places in it.</param>
    /// <exception cref="ArgumentException">There are too many, two have one role, or one flies by a field that is not there, flies itself, or is not said to everybody who hears of it.</exception>
    public ReplicaKind(EntityKind kind, ReplicaField[] fields)
    {
        var fault = WhyNot(kind, fields);
        if (fault.Length > 0)
            throw new ArgumentException(fault, nameof(fields));

        Kind = kind;
        _fields = fields;
        while (MotionFields < fields.Length && IsMotion(MotionFields))
            MotionFields++;
        X = IndexOf(ReplicaRole.X);
        Y = IndexOf(ReplicaRole.Y);
        Owner = IndexOf(ReplicaRole.Owner);
        Team = IndexOf(ReplicaRole.Team);
    }

    public EntityKind Kind { get; }

    public ReadOnlySpan<ReplicaField> Fields => _fields;

    /// <summary>So many of the first fields are what flies and what it flies by.</summary>
    public int MotionFields { get; }

    /// <summary>The field with this role, or -1.</summary>
    public int X { get; }

    /// <inheritdoc cref="X"/>
    public int Y { get; }

    /// <inheritdoc cref="X"/>
    public int Owner { get; }

    /// <inheritdoc cref="X"/>
    public int Team { get; }

    /// <summary>The place of "Component.Field", or -1.</summary>
    public int IndexOf(string fullName) => Array.FindIndex(_fields, field => field.FullName == fullName);

    /// <summary>The fields that somebody is told of, as bits.</summary>
    /// <param name="nearness">The most private audience that the receiver belongs to.</param>
    public ulong VisibleTo(Audience nearness)
    {
        var mask = 0UL;
        for (var index = 0; index < _fields.Length; index++)
            mask |= _fields[index].Audience <= nearness ? 1UL << index : 0;

        return mask;
    }

    /// <summary>Why these fields cannot be those of a kind; empty when they can.</summary>
    public static string WhyNot(EntityKind kind, ReplicaField[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Length > FieldLimit)
            return $"{kind} would replicate {fields.Length} fields, more than {FieldLimit}";

        foreach (var field in fields)
        {
            if (field.Predictor == Predictor.Flies && !CanFlyBy(fields, field))
                return $"{field.FullName} of {kind} cannot fly by its field {field.By}";
            if (field.Role != ReplicaRole.None && Array.Exists(fields, other => other != field && other.Role == field.Role))
                return $"{field.FullName} of {kind} has the role of another one";
        }

        return "";
    }

    private int IndexOf(ReplicaRole role) => Array.FindIndex(_fields, field => field.Role == role);

    private static bool CanFlyBy(ReplicaField[] fields, ReplicaField field) =>
        (uint)field.By < (uint)fields.Length && fields[field.By].Predictor == Predictor.Stays && fields[field.By].Audience <= field.Audience;

    private bool IsMotion(int index) =>
        _fields[index].Predictor == Predictor.Flies
        || Array.Exists(_fields, field => field.Predictor == Predictor.Flies && field.By == index);
}
