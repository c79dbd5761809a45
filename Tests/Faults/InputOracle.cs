using Ecs.Client;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Protocol.Messages;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Faults;

/// <summary>
/// Judges the inputs of one connection by docs/protocol.md alone: every command that the server has not confirmed is
/// repeated, nothing is acknowledged that was not received, at most one packet goes out per update.
/// </summary>
internal sealed class InputOracle
{
    private readonly PlayerCommand[] _commands = new PlayerCommand[Limits.CommandsPerInput];
    private Tick _newest;
    private Tick _oldest;
    private int _jumps = -1;

    public int SentInThisTurn { get; set; }

    /// <summary>The commands of a packet, newest first.</summary>
    public ReadOnlySpan<PlayerCommand> Read(ReadOnlyMemory<byte> packet, out Tick acknowledged)
    {
        acknowledged = default;
        return MessageCodec.TryDecode(packet, out Input input) == ReadFault.None
            && InputBody.TryRead(input.Body.Span, out acknowledged, _commands, out var count) ? _commands.AsSpan(0, count) : default;
    }

    /// <param name="game">Whose it is.</param>
    /// <param name="packet">What goes out.</param>
    /// <param name="isDamaged">Whether what the client believes to be confirmed may be damaged.</param>
    public void Judge(GameClient game, ReadOnlyMemory<byte> packet, bool isDamaged)
    {
        if (++SentInThisTurn > 1)
            throw new FaultException("send-rate", $"{game.Name} sends two inputs in one update");

        var commands = Read(packet, out var acknowledged);
        if (commands.IsEmpty && !game.Slot.IsNone)
            throw new FaultException("input-layout", $"{game.Name} sends an input that nobody can read");

        // 0 says that what came cannot be used; that it is then made good the end of the run shows.
        if (acknowledged.Value != 0 && acknowledged != game.Snapshot.Tick)
            throw new FaultException("acknowledged", $"{game.Name} acknowledges {acknowledged}, has {game.Snapshot.Tick}");

        if (commands.IsEmpty)
            return;

        if (!isDamaged)
            JudgeRepetition(game, commands);
        (_newest, _oldest, _jumps) = (commands[0].Tick, commands[^1].Tick, game.Clock?.Jumps ?? -1);
    }

    private void JudgeRepetition(GameClient game, ReadOnlySpan<PlayerCommand> commands)
    {
        var isContinued = game.Clock?.Jumps == _jumps && !commands[^1].Tick.IsNewerThan(_newest);
        var confirmed = game.Snapshot.Confirmed;
        var wanted = _oldest.IsNewerThan(confirmed) ? _oldest : confirmed.Next;
        if (isContinued && commands.Length < Limits.CommandsPerInput && commands[^1].Tick.IsNewerThan(wanted))
        {
            throw new FaultException(
                "redundancy",
                $"{game.Name} repeats from {commands[^1].Tick}, but {wanted} was sent and not confirmed ({confirmed})");
        }
    }
}
