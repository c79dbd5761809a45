using Ecs.Simulation.Inputs;
using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A rare act; the world takes it with the next tick that has room for it.</summary>
/// <param name="Action">Any code: a mode ignores those that it has no rule for.</param>
public readonly record struct ActionRequest(PlayerAction Action) : IMessage<ActionRequest>
{
    public static MessageId Id => MessageId.ActionRequest;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 3;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write((ushort)Action.Code);
        writer.Write(Action.A);
        writer.Write(Action.B);
    }

    public static bool TryRead(ref MessagePackReader reader, out ActionRequest message)
    {
        message = new(new((PlayerActionCode)reader.ReadUInt16(), reader.ReadInt32(), reader.ReadInt32()));
        return true;
    }
}
