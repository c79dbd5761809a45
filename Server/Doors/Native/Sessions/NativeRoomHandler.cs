using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Protocol.Replicas;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Text;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>What somebody in a room may say: inputs, rare acts, chat and operator lines.</summary>
internal sealed class NativeRoomHandler(NativeHandler handler, ServerMetrics metrics, CommandDispatcher operators)
{
    private const int SchemasLimit = 16; // one for each return of the session, and some

    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly int[] _verdicts = new int[(int)InputVerdict.Absent + 1];

    public void TakeInput(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out Input input))
            return;

        if (!InputBody.TryRead(input.Body.Span, out var acknowledged, _commands, out var count))
        {
            handler.Count(session, ReadFault.Malformed);
            return;
        }

        Acknowledge(session, acknowledged);
        if (session.Seat is not { } seat)
            return;

        Array.Clear(_verdicts);
        for (var index = count - 1; index >= 0; index--)
            _verdicts[(int)seat.Offer(WithPossibleView(session, _commands[index]))]++;

        Count(InputVerdict.Late, DropCause.InputLate);
        Count(InputVerdict.Early, DropCause.InputEarly);
        Count(InputVerdict.Duplicate, DropCause.InputDuplicate);
        Count(InputVerdict.Absent, DropCause.InputBeforeEntering);
    }

    public void Act(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out ActionRequest request))
            return;

        if (session.Seat is null)
            session.Refuse(MessageId.ActionRequest, Reason.NotAllowed);
        else
            session.TryAct(request.Action);
    }

    /// <summary>What the snapshots of the room are made of, as long as somebody may have missed it.</summary>
    public void TellSchema(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out RequestSchema _))
            return;

        if (session.Room is not { } room || session.SchemasSent++ >= SchemasLimit)
            handler.CountRate();
        else
            session.Send(SchemaWire.ToMessage(room.World.ReplicaSchema));
    }

    public void Chat(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (handler.TryRead(session, packet, out ChatSend chat))
            session.Say(chat.Text);
    }

    public void Order(NativeGuest session, ReadOnlyMemory<byte> packet)
    {
        if (!handler.TryRead(session, packet, out OperatorLine order))
            return;

        if (session.Role != PlayerRole.Operator)
        {
            session.Refuse(MessageId.OperatorLine, Reason.NotAllowed);
            return;
        }

        var line = DisplayText.Clean(order.Line, Limits.TypedLineCodePoints);
        AnswerInParts(session, operators.Answer(session, line));
    }

    public void SendMap(NativeGuest session, ReadOnlyMemory<byte> packet, TimeSpan now)
    {
        if (!handler.TryRead(session, packet, out RequestMap request) || session.Room is not { } room)
            return;

        var map = room.World.Map;
        if (request.Hash != map.Hash)
            session.Refuse(MessageId.RequestMap, Reason.NoSuchMap);
        else if (map.Packed.Length > Limits.MapBytes)
            session.Refuse(MessageId.RequestMap, Reason.MapTooLong);
        else if (session.MayHaveMap(now))
            handler.Maps.Begin(session, map);
        else
            handler.CountRate();
    }

    /// <summary>Every part fits one message, and no character is torn.</summary>
    private static void AnswerInParts(NativeGuest session, string answer)
    {
        var rest = answer.AsSpan();
        do
        {
            var part = TextCut.Fit(rest, Limits.OperatorAnswerCodePoints, Limits.OperatorAnswerBytes);
            session.Send(new OperatorAnswer(part.ToString()));
            rest = rest[part.Length..];
        }
        while (!rest.IsEmpty);
    }

    private static void Acknowledge(NativeGuest session, Tick tick)
    {
        session.HasNothing |= tick.Value == 0 && session.AcknowledgedSnapshot.Value != 0;

        // A tick that has not been yet is a lie; an older one than before is a packet that was overtaken.
        var isKnown = session.Room is { } room && tick.Value != 0 && !tick.IsNewerThan(room.World.Tick);
        if (isKnown && session.AcknowledgedSnapshot.Value == 0)
            session.FirstSnapshot = session.AcknowledgedSnapshot = tick;
        else if (isKnown && tick.IsNewerThan(session.AcknowledgedSnapshot))
            session.AcknowledgedSnapshot = tick;
    }

    /// <summary>
    /// What players see lies between the first and the newest snapshot that they have. Whoever says that it saw anything else has others judged
    /// where they are, as if it had said nothing: no other view gains it less.
    /// </summary>
    private PlayerCommand WithPossibleView(NativeGuest session, in PlayerCommand command)
    {
        if (command.SeenAge == 0)
            return command;

        var newest = NewestSeen(session);
        var isPossible = newest.Value != 0
            && command.SeenAge >= AgeOf(newest, command.Tick)
            && command.SeenAge <= AgeOf(session.FirstSnapshot, command.Tick);
        if (isPossible)
            return command;

        metrics.CountDrop(DropCause.SeenNeverSent);
        return command with { SeenAge = 0 };
    }

    /// <summary>
    /// The newest moment that a player can have on its screen: that of the newest snapshot that it has, and where none followed in its turn,
    /// because all went on as foretold, whatever lies before the next.
    /// </summary>
    private static Tick NewestSeen(NativeGuest session)
    {
        var newest = session.AcknowledgedSnapshot;
        if (session.Encoder is not { } encoder || session.Room is not { } room || newest.Value == 0)
            return default;

        if (newest.IsNewerThan(encoder.NewestSent))
            newest = encoder.NewestSent;
        var next = encoder.FirstSentAfter(newest);
        if (next == default)
            next = room.World.Tick;
        return next.Since(newest) > room.Options.SnapshotDivisor ? next : newest;
    }

    private static long AgeOf(Tick snapshot, Tick at) => (long)at.Since(snapshot) * PlayerCommand.SeenParts;

    private void Count(InputVerdict verdict, DropCause cause)
    {
        if (_verdicts[(int)verdict] != 0)
            metrics.CountDrop(cause, _verdicts[(int)verdict]);
    }
}
