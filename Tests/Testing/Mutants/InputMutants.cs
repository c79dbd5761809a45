using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;

namespace Ecs.Tests.Testing.Mutants;

/// <summary>Rewrites the inputs that pass on one side.</summary>
internal abstract class InputMutant : Mutant
{
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private readonly byte[] _body = new byte[InputBody.LongestBytes];
    private readonly PacketBuffer _buffer = new();

    /// <summary>Reads an input; the commands are the newest first and may be changed.</summary>
    protected bool TryRead(ReadOnlyMemory<byte> message, out Tick acknowledged, out Span<PlayerCommand> commands)
    {
        acknowledged = default;
        commands = default;
        if (MessageCodec.TryDecode(message, out Input input) != ReadFault.None
            || !InputBody.TryRead(input.Body.Span, out acknowledged, _commands, out var count))
        {
            return false;
        }

        commands = _commands.AsSpan(0, count);
        return true;
    }

    protected void Pass(Tick acknowledged, ReadOnlySpan<PlayerCommand> commands, Pass next)
    {
        var length = InputBody.Write(_body, acknowledged, commands);
        MessageCodec.Encode(new Input(_body.AsMemory(0, length)), _buffer);
        next(Lane.Stream, _buffer.Span.ToArray());
    }
}

/// <summary>The client leaves the oldest unconfirmed command out.</summary>
internal sealed class RedundancyOffByOne : InputMutant
{
    public override void ClientSends(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(message, out var acknowledged, out var commands) && commands.Length > 1)
        {
            Pass(acknowledged, commands[..^1], next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>The client acknowledges the snapshot after the one that it has.</summary>
internal sealed class AcknowledgesWhatIsMissing : InputMutant
{
    public override void ClientSends(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (TryRead(message, out var acknowledged, out var commands) && acknowledged.Value != 0)
        {
            Pass(acknowledged + 2, commands, next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>Stamps of commands wrap around after nine bits.</summary>
internal sealed class StampWrapsEarly : InputMutant
{
    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (from.Client is not null && TryRead(message, out var acknowledged, out var commands) && !commands.IsEmpty)
        {
            var first = new Tick(commands[0].Tick.Value & 0x1FF);
            for (var index = 0; index < commands.Length; index++)
                commands[index] = commands[index] with { Tick = first + -index };

            Pass(acknowledged, commands, next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>Every command is for the tick after the one that it was made for.</summary>
internal sealed class StampOffByOne : InputMutant
{
    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (from.Client is not null && TryRead(message, out var acknowledged, out var commands) && !commands.IsEmpty)
        {
            for (var index = 0; index < commands.Length; index++)
                commands[index] = commands[index] with { Tick = commands[index].Tick.Next };

            Pass(acknowledged, commands, next);
            return;
        }

        next(lane, message);
    }
}

/// <summary>The commands of the next session are taken for those of this one.</summary>
internal sealed class InputOfAnotherSession : InputMutant
{
    private ReadOnlyMemory<byte> _last;

    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (lane == Lane.Stream && from.Client is not null)
        {
            var mine = message.ToArray();
            message = _last.IsEmpty ? mine : _last;
            _last = mine;
        }

        next(lane, message);
    }
}

/// <summary>A command that comes too late is taken for the next tick instead of being dropped.</summary>
internal sealed class LateCommandApplied : InputMutant
{
    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (from.Session?.Seat is { } seat && TryRead(message, out _, out var commands) && !commands.IsEmpty && !commands[0].Tick.IsNewerThan(seat.Inputs.Current))
            seat.Inputs.Offer(commands[0] with { Tick = seat.Inputs.Current.Next });

        next(lane, message);
    }
}

/// <summary>A command too far ahead is taken for the next tick instead of being dropped.</summary>
internal sealed class FutureCommandApplied : InputMutant
{
    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (from.Session?.Seat is { } seat
            && TryRead(message, out _, out var commands)
            && !commands.IsEmpty
            && commands[0].Tick.Since(seat.Inputs.Current) > Limits.InputBufferTicks)
        {
            seat.Inputs.Offer(commands[0] with { Tick = seat.Inputs.Current.Next });
        }

        next(lane, message);
    }
}

/// <summary>What the world has just taken is offered to it once more.</summary>
internal sealed class CommandAppliedTwice : Mutant
{
    public override void AfterServer(FaultRun run)
    {
        foreach (ref readonly var taken in run.Room.LastInput.Commands)
            run.Room.SeatAt(taken.Slot.Value)?.Inputs.Offer(taken.Command with { Tick = taken.Command.Tick.Next });
    }
}

/// <summary>A command that is missing is made up from what the buffer holds for later.</summary>
internal sealed class CommandTakenEarly : InputMutant
{
    public override void ServerHears(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        if (from.Session?.Seat is { } seat && TryRead(message, out _, out var commands) && !commands.IsEmpty && seat.Inputs.Waiting < 2)
            seat.OfferNext(commands[0]);

        next(lane, message);
    }
}

/// <summary>An update that sends its input sends it twice.</summary>
internal sealed class InputSentTwice : Mutant
{
    public override void ClientSends(Connection from, Lane lane, ReadOnlyMemory<byte> message, Pass next)
    {
        next(lane, message);
        if (lane == Lane.Stream)
            next(lane, message);
    }
}
