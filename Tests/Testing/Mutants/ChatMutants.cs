using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>Touches what is said on the control lane.</summary>
internal abstract class TalkMutant : Mutant
{
    protected static bool Is(ReadOnlyMemory<byte> message, Side sender, MessageId wanted) =>
        MessageCodec.TryPeekId(message.Span, sender, Lane.Control, out var id) == ReadFault.None && id == wanted;
}

/// <summary>A line of chat is delivered twice.</summary>
internal sealed class ChatTwice : TalkMutant
{
    private int _lines;

    public override void ClientHears(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        next(lane, message);
        if (Is(message, Side.Server, MessageId.ChatReceived) && ++_lines % 7 == 0)
            next(lane, message);
    }
}

/// <summary>A line of chat is overtaken by what was said after it.</summary>
internal sealed class ChatOutOfOrder : TalkMutant
{
    private readonly Dictionary<int, byte[]> _waiting = [];

    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (Is(message, Side.Server, MessageId.ChatReceived) && _waiting.TryAdd(to.Number, message.ToArray()))
            return;

        next(lane, message);
        if (lane == Lane.Control && _waiting.Remove(to.Number, out var late))
            next(Lane.Control, late);
    }
}

/// <summary>Nobody is told when a player goes.</summary>
internal sealed class DepartureNotTold : TalkMutant
{
    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (!Is(message, Side.Server, MessageId.PlayerGone))
            next(lane, message);
    }
}

/// <summary>A newcomer is told a seat that is not his.</summary>
internal sealed class SeatOfAnother : TalkMutant
{
    private readonly PacketBuffer _buffer = new();

    public override void ServerSends(Connection to, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (Is(message, Side.Server, MessageId.Entered)
            && MessageCodec.TryDecode(message, out Entered entered) == ReadFault.None
            && !entered.Slot.IsNone)
        {
            MessageCodec.Encode(entered with { Slot = new((ushort)(entered.Slot.Value + 1)) }, _buffer);
            next(lane, _buffer.Span.ToArray());
            return;
        }

        next(lane, message);
    }
}

/// <summary>Goodbyes are not heard.</summary>
internal sealed class ForgottenLeave : TalkMutant
{
    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (!Is(message, Side.Client, MessageId.Leave))
            next(lane, message);
    }
}
