using Ecs.Simulation.Replication;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The numbers of a <see cref="SchemaField"/>; as <see cref="ReplicaField"/> has them.</summary>
public readonly record struct SchemaNumbers(
    byte Bytes, bool IsSigned, bool IsAngle, int Quantum, byte ValueBits, byte ChangeBits, byte Audience, byte Predictor, byte By, byte Role)
{
    /// <summary><see cref="By"/> of a field that flies by nothing.</summary>
    public const byte Nothing = 255;

    private const int QuantumLimit = 65_536;
    private const int BitsLimit = 31;

    internal void Write(ref MessagePackWriter writer)
    {
        writer.Write(Bytes);
        writer.Write(IsSigned);
        writer.Write(IsAngle);
        writer.Write(Quantum);
        writer.Write(ValueBits);
        writer.Write(ChangeBits);
        writer.Write(Audience);
        writer.Write(Predictor);
        writer.Write(By);
        writer.Write(Role);
    }

    internal static bool TryRead(ref MessagePackReader reader, out SchemaNumbers numbers)
    {
        numbers = new(
            reader.ReadByte(),
            reader.ReadBoolean(),
            reader.ReadBoolean(),
            reader.ReadInt32(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte(),
            reader.ReadByte());
        return numbers.Bytes is 1 or 2 or 4 or 8
            && numbers.Quantum is >= 1 and <= QuantumLimit
            && (!numbers.IsAngle || (numbers.Bytes == sizeof(ushort) && !numbers.IsSigned))
            && numbers.ValueBits <= BitsLimit
            && numbers.ChangeBits <= BitsLimit
            && numbers.Audience <= (byte)Simulation.Replication.Audience.Owner
            && numbers.Predictor <= (byte)Simulation.Replication.Predictor.CountsDown
            && (numbers.By == Nothing || numbers.By < ReplicaKind.FieldLimit)
            && numbers.Role <= (byte)ReplicaRole.Team;
    }
}
